package org.attentionlab.cli;

import com.google.gson.Gson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The two sides of a benchmark: our process, and another one in a Python that the user names. */
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

  /** How threads wait for each other, the end of a side's name: OMP_WAIT_POLICY, or its default. */
  static final Map<String, String> WAITING = new TreeMap<>(Map.of("", "PASSIVE", ", spinning", ""));

  /** The beginnings of the sides' names; a setting follows after a comma. */
  static final String OURS = "ours";

  static final String TORCH = "PyTorch";

  private static final double HOPELESS = 3;

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
  static Contestant python(
      String name, String python, String script, Object sizes, Map<String, String> environment) {
    String file = CourseHome.find().script(script).toString();
    return new Contestant(
        name, List.of(python, file, new Gson().toJson(sizes)), environment, log(name));
  }

  /**
   * Stops with a sentence if {@code python} cannot import a module.
   *
   * @param packages what pip installs to bring it
   * @param command what the user typed after {@code ./course}
   */
  static void require(String python, String module, String packages, String command) {
    String answer = MachineChecks.output(List.of(python, "-c", "import " + module + "; print(1)"));
    if (answer.isBlank()) {
      String name = packages.split(" ")[0];
      throw new CourseException(
          "'%s' has no %s (or is no Python). Name one that has it: ./course %s --python PYTHON. One is made with: python3 -m venv %s && %s/bin/pip install %s"
              .formatted(python, name, command, name, name, packages));
    }
  }

  /**
   * Ends a setting of {@code whose} that is slower than another one of the same program by far: on
   * a busy machine threads that spin take minutes.
   *
   * @param warm the time of each side's first steps
   */
  static void dropHopeless(
      List<Contestant> sides, String whose, Map<Contestant, Double> warm, PrintWriter out) {
    List<Contestant> settings = sides.stream().filter(s -> s.name().startsWith(whose)).toList();
    double best = settings.stream().mapToDouble(warm::get).min().orElseThrow();
    for (Contestant setting : settings) {
      double factor = warm.get(setting) / best;
      if (factor > HOPELESS) {
        String format = "left out   %s: slower by a factor of %.1f in its first steps%n";
        out.printf(Locale.ROOT, format, setting.name(), factor);
        sides.remove(setting);
        setting.close();
      }
    }
  }

  /** A line of a table of measurements. */
  static String row(List<String> cells) {
    StringBuilder row = new StringBuilder();
    cells.forEach(cell -> row.append(String.format("%25s", cell)));
    return row.toString();
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
