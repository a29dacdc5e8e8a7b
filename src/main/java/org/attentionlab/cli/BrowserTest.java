package org.attentionlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A lesson in JupyterLab in a real browser, as a student sees it. */
final class BrowserTest {

  /** What the Python program ends with when a package of the system is missing. */
  private static final int CANNOT_RUN_HERE = 77;

  private final CourseHome home;

  BrowserTest(CourseHome home) {
    this.home = home;
  }

  /**
   * @param chosen the notebooks to open; the first lesson if empty
   */
  Tally run(List<Path> chosen) throws IOException {
    System.out.println("browser: a lesson in JupyterLab");
    List<Path> notebooks = chosen;
    if (notebooks.isEmpty()) {
      List<Path> lessons = LessonTests.lessons(home);
      notebooks = lessons.subList(0, Math.min(1, lessons.size()));
    }
    if (notebooks.isEmpty()) {
      System.out.println("  there is no lesson in " + home.notebooks());
      return new Tally(0, 1, 0);
    }
    Tally tally = Tally.NONE;
    for (Path notebook : notebooks) {
      List<String> command = new ArrayList<>();
      command.add(home.python().toString());
      command.add(home.folder().resolve("src/test/python/browser_test.py").toString());
      command.addAll(List.of("--screenshots", home.made().resolve("screenshots").toString()));
      command.addAll(List.of("--log", home.log("browser-jupyter.log").toString()));
      command.add(notebook.toString());
      tally = tally.plus(outcome(Subprocess.run(command)));
    }
    return tally;
  }

  private static Tally outcome(int status) {
    return switch (status) {
      case 0 -> new Tally(1, 0, 0);
      case CANNOT_RUN_HERE -> new Tally(0, 0, 1);
      default -> new Tally(0, 1, 0);
    };
  }
}
