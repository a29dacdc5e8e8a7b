package org.attentionlab.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Calls Maven for the commands that need more than the built kit: the tests. */
final class Maven {

  private final CourseHome home;
  private final Path log;

  Maven(CourseHome home, Path log) {
    this.home = home;
    this.log = log;
  }

  /**
   * Runs goals, without the network if everything is in Maven's cache already, else with it.
   *
   * @param line is told every line of Maven's output
   * @return Maven's exit status
   */
  int run(Consumer<String> line, String... goals) throws IOException {
    boolean[] missing = {false};
    int status =
        once(
            text -> {
              missing[0] |= text.contains("offline mode") || text.contains("in offline");
              line.accept(text);
            },
            true,
            goals);
    if (status != 0 && missing[0]) {
      System.out.println("  (Maven fetches what the tests need, once)");
      status = once(line, false, goals);
    }
    return status;
  }

  private int once(Consumer<String> line, boolean offline, String... goals) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(File.separatorChar == '\\' ? "mvn.cmd" : "mvn");
    command.addAll(List.of("-B", "-ntp", "-Dstyle.color=never"));
    command.addAll(List.of("-f", home.folder().resolve("pom.xml").toString()));
    if (offline) {
      command.add("-o");
    }
    command.addAll(List.of(goals));
    Files.createDirectories(log.getParent());
    Process maven = start(command);
    try (BufferedReader output = maven.inputReader(StandardCharsets.UTF_8);
        PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log))) {
      for (String text = output.readLine(); text != null; text = output.readLine()) {
        copy.println(text);
        line.accept(text);
      }
    }
    return Subprocess.waitFor(maven);
  }

  private static Process start(List<String> command) {
    try {
      return Subprocess.start(new ProcessBuilder(command).redirectErrorStream(true));
    } catch (java.io.UncheckedIOException e) {
      throw new CourseException(
          "The tests need Maven, and 'mvn' was not found. Install Maven 3.8 or newer.", e);
    }
  }
}
