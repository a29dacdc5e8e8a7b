package org.attentionlab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./course test}: everything that the project checks about itself. */
@Command(
    name = "test",
    description = {
      "Runs the project's tests and ends with a line 'N passed, N failed'.",
      "",
      "  all        unit, lessons and browser (the default)",
      "  unit       the Java tests",
      "  lessons    every notebook of notebooks/ in the real kernel: no error, nothing on",
      "             standard error, at most 90 seconds",
      "  browser    a lesson in JupyterLab in a real browser: Run All, charts visible; the",
      "             attention view without network and scripts. With --looks instead: the",
      "             stored outputs of all lessons, in light and dark and exported",
      "  reference  numerical cases made with PyTorch; DIR holds other ones of the same form",
      "",
      "With CI=true in the environment a test that cannot run here counts as failed."
    },
    footer = {
      "",
      "Examples:",
      "  ./course test",
      "  ./course test lessons notebooks/10-*.ipynb",
      "  ./course test browser --looks notebooks/05-*.ipynb",
      "  ./course test reference my/cases",
    })
final class TestCommand implements Callable<Integer> {

  enum Suite {
    ALL,
    UNIT,
    LESSONS,
    BROWSER,
    REFERENCE
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      defaultValue = "all",
      paramLabel = "SUITE",
      description = "One of all, unit, lessons, browser, reference (default: ${DEFAULT-VALUE}).")
  private Suite suite;

  @Parameters(
      index = "1..*",
      paramLabel = "WHAT",
      description = "Notebooks for lessons and browser; a folder of cases for reference.")
  private List<Path> what = new ArrayList<>();

  @Option(
      names = "--looks",
      description = {
        "browser only: look at the stored outputs without running them. Checks pictures, widths",
        "and contrast, and leaves screenshots in .course/screenshots."
      })
  private boolean looks;

  @Override
  public Integer call() throws Exception {
    CourseHome home = CourseHome.find();
    if (suite == Suite.REFERENCE) {
      return new ReferenceCasesRun(home).run(what);
    }
    if (looks && suite != Suite.BROWSER) {
      throw new CourseException("--looks belongs to the browser: ./course test browser --looks");
    }
    boolean continuousIntegration = "true".equalsIgnoreCase(System.getenv("CI"));
    Tally tally = Tally.NONE;
    if (suite == Suite.ALL || suite == Suite.UNIT) {
      tally = tally.plus(new UnitTests(home).run());
    }
    if (suite == Suite.ALL || suite == Suite.LESSONS) {
      tally = tally.plus(new LessonTests(home).run(what));
    }
    if (suite == Suite.ALL || suite == Suite.BROWSER) {
      BrowserTest browser = new BrowserTest(home);
      tally = tally.plus(looks ? browser.looks(what) : browser.run(what));
    }
    tally = tally.strict(continuousIntegration);
    System.out.println();
    System.out.println(tally.line());
    return tally.failed() == 0 ? 0 : 1;
  }
}
