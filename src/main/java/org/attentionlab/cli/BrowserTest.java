package org.attentionlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lessons and the attention view in a real browser, as a student sees them. */
final class BrowserTest {

  /** What the Python programs end with when a package of the system is missing. */
  private static final int CANNOT_RUN_HERE = 77;

  private final CourseHome home;

  BrowserTest(CourseHome home) {
    this.home = home;
  }

  /**
   * Runs lessons in JupyterLab; without a choice the first one, and explores the attention view.
   *
   * @param chosen the notebooks to open
   */
  Tally run(List<Path> chosen) throws IOException {
    System.out.println("browser: lessons in JupyterLab");
    List<Path> lessons = LessonTests.lessons(home);
    if (chosen.isEmpty() && lessons.isEmpty()) {
      System.out.println("  there is no lesson in " + home.notebooks());
      return new Tally(0, 1, 0);
    }
    Tally tally = Tally.NONE;
    for (Path notebook : chosen.isEmpty() ? lessons.subList(0, 1) : chosen) {
      tally = tally.plus(python("browser_test.py", List.of(notebook)));
    }
    if (chosen.isEmpty()) {
      Path page = home.made().resolve("viewer.html");
      ViewerPage.write(page);
      List<Path> files = new ArrayList<>(List.of(page));
      files.addAll(lessons);
      tally = tally.plus(python("viewer_test.py", files));
    }
    return tally;
  }

  /**
   * Looks at stored outputs, in light, in dark, and as an exported page without scripts.
   *
   * @param chosen the notebooks to look at; all lessons if empty
   */
  Tally looks(List<Path> chosen) throws IOException {
    System.out.println("browser: what the stored outputs of lessons look like");
    List<Path> notebooks = chosen.isEmpty() ? LessonTests.lessons(home) : chosen;
    if (notebooks.isEmpty()) {
      System.out.println("  there is no lesson in " + home.notebooks());
      return new Tally(0, 1, 0);
    }
    return python("looks_test.py", notebooks);
  }

  private Tally python(String program, List<Path> files) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.python().toString());
    command.add(home.folder().resolve("src/test/python").resolve(program).toString());
    command.addAll(List.of("--screenshots", home.made().resolve("screenshots").toString()));
    command.addAll(List.of("--log", home.log("browser-jupyter.log").toString()));
    files.forEach(file -> command.add(file.toString()));
    return switch (Subprocess.run(command)) {
      case 0 -> new Tally(1, 0, 0);
      case CANNOT_RUN_HERE -> new Tally(0, 0, 1);
      default -> new Tally(0, 1, 0);
    };
  }
}
