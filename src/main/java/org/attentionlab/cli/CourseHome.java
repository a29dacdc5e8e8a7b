package org.attentionlab.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of the course, as the launcher tells it, and the places in it that commands need.
 *
 * @param folder the folder that holds the launcher {@code course}
 */
record CourseHome(Path folder) {

  /**
   * The folder named by the launcher; without a launcher (an IDE, a test) the nearest one above
   * that holds it.
   */
  static CourseHome find() {
    String told = System.getProperty("attentionlab.home", System.getenv("ATTENTIONLAB_HOME"));
    if (told != null && !told.isBlank()) {
      return new CourseHome(Path.of(told).toAbsolutePath().normalize());
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("course"))
          && Files.isRegularFile(folder.resolve("pom.xml"))) {
        return new CourseHome(folder);
      }
    }
    throw new CourseException(
        "The course's folder was not found above " + start + ". Start this through ./course.");
  }

  /** The lessons. */
  Path notebooks() {
    return folder.resolve("notebooks");
  }

  /** Everything that the set-up makes beside {@code .venv} and {@code target}. */
  Path made() {
    return folder.resolve(".course");
  }

  /** Where long outputs go that nobody wants on the screen. */
  Path log(String name) {
    return made().resolve("log").resolve(name);
  }

  /** One of the small Python programs of the kit. */
  Path script(String name) {
    return folder.resolve("src/main/python").resolve(name);
  }

  /**
   * The Python of {@code .venv}.
   *
   * @throws CourseException if the set-up has not made it
   */
  Path python() {
    boolean windows = File.separatorChar == '\\';
    Path python = folder.resolve(windows ? ".venv/Scripts/python.exe" : ".venv/bin/python");
    if (!Files.isExecutable(python)) {
      throw new CourseException("The Python side is not set up. './course lab' sets it up.");
    }
    return python;
  }
}
