package org.attentionlab.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every lesson, executed in the real kernel and held to what a lesson promises. */
final class LessonTests {

  private static final int SECONDS_FOR_A_LESSON = 90;

  private final CourseHome home;

  LessonTests(CourseHome home) {
    this.home = home;
  }

  /**
   * @param chosen the notebooks to run; all lessons if empty
   */
  Tally run(List<Path> chosen) throws IOException {
    System.out.println("lessons: the notebooks, in the real kernel");
    List<Path> notebooks = chosen.isEmpty() ? lessons(home) : chosen;
    if (notebooks.isEmpty()) {
      System.out.println("  there is no lesson in " + home.notebooks());
      return new Tally(0, 1, 0);
    }
    Path summary = home.log("lessons.summary");
    Files.createDirectories(summary.getParent());
    Files.deleteIfExists(summary);
    List<String> command = new ArrayList<>();
    command.addAll(List.of(home.python().toString(), home.script("run_notebooks.py").toString()));
    command.addAll(List.of("--check", "--limit", "" + SECONDS_FOR_A_LESSON));
    command.addAll(List.of("--summary", summary.toString()));
    command.addAll(List.of("--log", home.log("kernel-output.log").toString(), "--"));
    notebooks.forEach(notebook -> command.add(notebook.toString()));
    int status = Subprocess.run(command);
    if (!Files.isRegularFile(summary)) {
      System.out.println("  the runner ended with status " + status + " before it was done");
      return new Tally(0, notebooks.size(), 0);
    }
    String[] counts = Files.readString(summary).strip().split(" ");
    return new Tally(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]), 0);
  }

  /** The lessons in their order. */
  static List<Path> lessons(CourseHome home) throws IOException {
    List<Path> lessons = new ArrayList<>();
    if (Files.isDirectory(home.notebooks())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(home.notebooks(), "*.ipynb")) {
        files.forEach(lessons::add);
      }
    }
    lessons.sort(null);
    return lessons;
  }
}
