package org.attentionlab.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./course bench recurrent}: an LSTM's training step against PyTorch's. */
@Command(
    name = "recurrent",
    description = {
      "Trains an LSTM here and in PyTorch (src/main/python/bench_recurrent.py), in turns:",
      "input and state of width 256, 64 sequences of 30 steps, gradients of weights and input,",
      "a step of Adam. Once with the fused kernels (Lstm.run against nn.LSTM), once with the",
      "readable loop over the cell's formula, the same on both sides. A ratio is PyTorch's time",
      "over ours, so above 1 we are faster. The last line is ratio X.XX, of the fused kernels.",
    },
    footer = {"", "Example:", "  ./course bench recurrent --python /path/to/python"})
final class BenchRecurrentCommand implements Callable<Integer> {

  private static final double EQUAL = 1e-4; // relative, of loss and gradient norm
  private static final int WARM_UP_STEPS = 10;

  /** On a busy machine threads that spin take minutes; a setting so much slower is left out. */
  private static final double HOPELESS = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--python",
      paramLabel = "PYTHON",
      description = "A Python that has torch (default: python3).")
  private String python = "python3";

  @Option(names = "--threads", paramLabel = "N", description = "Threads of each side (default: 2).")
  private int threads = 2;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of all sides (default: 9).")
  private int rounds = 9;

  @Option(names = "--steps", paramLabel = "N", description = "Steps in a round (default: 10).")
  private int steps = 10;

  /** The two ways to compute the layer, as the orders name them. */
  private enum Way {
    LOOP("cell loop"),
    FUSED("fused");

    private final String title;

    Way(String title) {
      this.title = title;
    }

    String order() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws IOException {
    if (threads < 1 || rounds < 1 || steps < 1) {
      throw new CourseException("--threads, --rounds and --steps need at least 1.");
    }
    BenchSides.requireTorch(python, "bench recurrent");
    RecurrentSizes sizes = RecurrentSizes.usual(threads);
    List<Contestant> sides = new ArrayList<>();
    try {
      Map<String, String> passive = Map.of("OMP_WAIT_POLICY", "PASSIVE"); // as the launcher sets it
      sides.add(BenchSides.ours(BenchRecurrentSide.class, sizes, List.of(), passive));
      sides.add(torch("PyTorch", sizes, passive));
      sides.add(torch("PyTorch, spinning", sizes, Map.of("OMP_WAIT_POLICY", "")));
      compare(sides);
      return 0;
    } finally {
      sides.forEach(Contestant::close);
    }
  }

  private Contestant torch(String name, RecurrentSizes sizes, Map<String, String> environment) {
    return BenchSides.torch(name, python, "bench_recurrent.py", sizes, environment);
  }

  private void compare(List<Contestant> sides) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("processor  %s, %d threads each%n", MachineChecks.processorName(), threads);
    List<String> versions =
        sides.stream().map(side -> side.answer().get("version").getAsString()).toList();
    versions.stream().distinct().forEach(version -> out.println("           " + version));
    for (Way way : Way.values()) {
      requireSameNumbers(sides, way, out);
    }
    dropHopeless(sides, out);
    out.println("milliseconds a step, the median of each round:");
    out.println("round            " + row(sides.stream().map(Contestant::name).toList()));
    Map<Way, List<List<Double>>> times = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      times.put(way, sides.stream().map(side -> (List<Double>) new ArrayList<Double>()).toList());
    }
    for (int round = 1; round <= rounds; round++) {
      for (Way way : Way.values()) {
        List<Double> medians = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
          List<Double> found = milliseconds(sides.get(i), way, steps);
          times.get(way).get(i).addAll(found);
          medians.add(BenchSides.median(found));
        }
        printRow(out, round + "  " + way.title, medians);
      }
    }
    for (Way way : Way.values()) {
      List<Double> medians = times.get(way).stream().map(BenchSides::median).toList();
      printRow(out, "median " + way.title, medians);
    }
    out.printf(Locale.ROOT, "cell loop ratio %.2f%n", ratio(times.get(Way.LOOP)));
    out.printf(Locale.ROOT, "ratio %.2f%n", ratio(times.get(Way.FUSED)));
    out.flush();
  }

  /** Warms all sides up, and ends the slower of PyTorch's settings if it is slower by far. */
  private static void dropHopeless(List<Contestant> sides, PrintWriter out) {
    List<Double> found = new ArrayList<>();
    for (Contestant side : sides) {
      double sum = 0;
      for (Way way : Way.values()) {
        milliseconds(side, way, WARM_UP_STEPS / 2);
        sum += BenchSides.median(milliseconds(side, way, WARM_UP_STEPS / 2));
      }
      found.add(sum);
    }
    int slower = found.get(1) > found.get(2) ? 1 : 2;
    if (found.get(slower) > HOPELESS * found.get(3 - slower)) {
      out.printf(
          Locale.ROOT,
          "left out   %s: slower by a factor of %.1f when warming up%n",
          sides.get(slower).name(),
          found.get(slower) / found.get(3 - slower));
      sides.remove(slower).close();
    }
  }

  /** The better of PyTorch's settings over ours. */
  private static double ratio(List<List<Double>> times) {
    List<Double> medians = times.stream().map(BenchSides::median).toList();
    return Collections.min(medians.subList(1, medians.size())) / medians.get(0);
  }

  private static List<Double> milliseconds(Contestant side, Way way, int steps) {
    JsonObject answer = side.ask("steps " + way.order() + " " + steps);
    return answer.getAsJsonArray("milliseconds").asList().stream()
        .map(JsonElement::getAsDouble)
        .toList();
  }

  /** Same weights, same input: loss and gradient must be equal. */
  private static void requireSameNumbers(List<Contestant> sides, Way way, PrintWriter out)
      throws IOException {
    Path file = Files.createTempFile("bench-recurrent", ".safetensors");
    try {
      JsonObject ours = sides.get(0).ask("check " + way.order() + " " + file);
      JsonObject theirs = null;
      for (Contestant side : sides.subList(1, sides.size())) {
        theirs = side.ask("check " + way.order() + " " + file);
        for (String number : List.of("loss", "gradient")) {
          double here = ours.get(number).getAsDouble();
          double there = theirs.get(number).getAsDouble();
          if (!(Math.abs(here - there) <= EQUAL * Math.abs(there))) {
            throw new CourseException(
                "The two sides do not compute the same (%s): with the same weights %s is %s here and %s in %s."
                    .formatted(way.title, number, here, there, side.name()));
          }
        }
      }
      out.printf(
          Locale.ROOT,
          "%-10s same weights: loss %.6f here, %.6f in PyTorch; gradient norm %.6f and %.6f%n",
          way.title,
          ours.get("loss").getAsDouble(),
          theirs.get("loss").getAsDouble(),
          ours.get("gradient").getAsDouble(),
          theirs.get("gradient").getAsDouble());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void printRow(PrintWriter out, String title, List<Double> values) {
    List<String> cells = values.stream().map(v -> String.format(Locale.ROOT, "%.1f", v)).toList();
    out.printf("%-17s%s%n", title, row(cells));
    out.flush();
  }

  private static String row(List<String> cells) {
    StringBuilder row = new StringBuilder();
    cells.forEach(cell -> row.append(String.format("%20s", cell)));
    return row.toString();
  }
}
