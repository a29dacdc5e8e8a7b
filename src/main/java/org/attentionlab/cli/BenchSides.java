package org.attentionlab.cli;

import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two sides of a benchmark: our process, and PyTorch's in a Python that the user names. */
final class BenchSides {

  /**
   * Settings of glibc's allocator that keep freed memory for the next step. The launcher sets them
   * for our training; a usual script does not.
   */
  static final Map<String, String> KEEP_MEMORY =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", "1073741824",
          "MALLOC_TRIM_THRESHOLD_", "4294967296");

  private BenchSides() {}

  /**
   * A Java process that runs {@code side} and takes orders.
   *
   * @param sizes goes to it as JSON
   * @param options of the Java machine, such as {@code -Dname=value}
   */
  static Contestant ours(
      String name,
      Class<?> side,
      Object sizes,
      List<String> options,
      Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            side.getName(),
            new Gson().toJson(sizes)));
    return new Contestant(name, command, environment, log(name));
  }

  /** A Python process that runs {@code script}, a file of {@code src/main/python}. */
  static Contestant torch(
      String name, String python, String script, Object sizes, Map<String, String> environment) {
    String file = CourseHome.find().script(script).toString();
    return new Contestant(
        name, List.of(python, file, new Gson().toJson(sizes)), environment, log(name));
  }

  /**
   * Stops with a sentence if {@code python} cannot import torch.
   *
   * @param command what the user typed after {@code ./course}
   */
  static void requireTorch(String python, String command) {
    String version =
        MachineChecks.output(List.of(python, "-c", "import torch; print(torch.__version__)"));
    if (version.isBlank()) {
      throw new CourseException(
          "'"
              + python
              + "' has no PyTorch (or is no Python). Name one that has it: ./course "
              + command
              + " --python PYTHON. One is made with: python3 -m venv torch && torch/bin/pip"
              + " install torch numpy");
    }
  }

  /** The middle value, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static Path log(String name) {
    return CourseHome.find().log("bench-" + name.replaceAll("\\W+", "-") + ".log");
  }
}
