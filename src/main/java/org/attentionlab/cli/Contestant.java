package org.attentionlab.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One side of a benchmark: a process that takes orders and answers each with a line of JSON. */
final class Contestant implements AutoCloseable {

  private static final int LINES_SHOWN = 4;

  private final String name;
  private final Path log;
  private final Process process;
  private final PrintWriter orders;
  private final BufferedReader answers;

  /**
   * Starts a process; it is idle between two orders.
   *
   * @param environment variables to set; one with an empty value is removed
   * @param log gets what the process writes to its standard error
   */
  Contestant(String name, List<String> command, Map<String, String> environment, Path log) {
    this.name = name;
    this.log = log;
    ProcessBuilder builder = new ProcessBuilder(command);
    environment.forEach(
        (variable, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(variable);
          } else {
            builder.environment().put(variable, value);
          }
        });
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = Subprocess.start(builder.redirectError(log.toFile()));
    orders = new PrintWriter(process.getOutputStream(), false, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  String name() {
    return name;
  }

  /** Sends an order and waits for the answer. */
  JsonObject ask(String order) {
    orders.println(order);
    orders.flush();
    return answer();
  }

  /**
   * The next answer.
   *
   * @throws CourseException with the process's last words if it has ended
   */
  JsonObject answer() {
    try {
      String line = answers.readLine();
      if (line != null) {
        return JsonParser.parseString(line).getAsJsonObject();
      }
      process.waitFor();
      List<String> said = Files.readAllLines(log);
      throw new CourseException(
          name
              + " stopped: "
              + String.join(
                  " | ", said.subList(Math.max(0, said.size() - LINES_SHOWN), said.size()))
              + " (all of it: "
              + log
              + ")");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonSyntaxException | IllegalStateException e) {
      throw new CourseException(name + " answered something unexpected. Details: " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CourseException("Interrupted.", e);
    }
  }

  @Override
  public void close() {
    orders.close();
    Subprocess.end(process);
  }
}
