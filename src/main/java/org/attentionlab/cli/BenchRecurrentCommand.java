package org.attentionlab.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./course bench recurrent}: an LSTM's training step against PyTorch's. */
@Command(
    name = "recurrent",
    description = {
      "Trains an LSTM here and in PyTorch (src/main/python/bench_recurrent.py), in turns:",
      "input and state of width 256, 64 sequences of 30 steps, gradients of weights and input,",
      "a step of Adam. Once with the fused kernels (Lstm.run against nn.LSTM), once with the",
      "readable loop over the cell's formula, the same on both sides. Both run with threads that",
      "sleep while they wait (as the launcher sets it) and with threads that spin, and the better",
      "counts. A ratio is PyTorch's time over ours, so above 1 we are faster. The last line is",
      "ratio X.XX, of the fused kernels.",
    },
    footer = {"", "Example:", "  ./course bench recurrent --python /path/to/python"})
final class BenchRecurrentCommand implements Callable<Integer> {

  private static final double EQUAL = 1e-4; // relative, of loss and gradient norm
  private static final int WARM_UP_STEPS = 10;
  private static final int FIRST_STEPS = 3;

  @Spec private CommandSpec spec;

  @Mixin private BenchOptions options;

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
    options.require("bench recurrent");
    RecurrentSizes sizes = RecurrentSizes.usual(options.threads());
    List<Contestant> sides = new ArrayList<>();
    try {
      for (Map.Entry<String, String> waiting : BenchSides.WAITING.entrySet()) {
        Map<String, String> environment = Map.of("OMP_WAIT_POLICY", waiting.getValue());
        sides.add(
            BenchSides.ours(
                BenchSides.OURS + waiting.getKey(),
                BenchRecurrentSide.class,
                sizes,
                List.of(),
                environment));
      }
      for (Map.Entry<String, String> waiting : BenchSides.WAITING.entrySet()) {
        Map<String, String> environment = Map.of("OMP_WAIT_POLICY", waiting.getValue());
        String name = BenchSides.TORCH + waiting.getKey();
        sides.add(
            BenchSides.python(name, options.python(), "bench_recurrent.py", sizes, environment));
      }
      compare(sides);
      return 0;
    } finally {
      sides.forEach(Contestant::close);
    }
  }

  private void compare(List<Contestant> sides) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "processor  %s, %d threads each%n", MachineChecks.processorName(), options.threads());
    List<String> versions =
        sides.stream().map(side -> side.answer().get("version").getAsString()).toList();
    versions.stream().distinct().forEach(version -> out.println("           " + version));
    for (Way way : Way.values()) {
      requireSameNumbers(sides, way, out);
    }
    Map<Contestant, Double> warm = new LinkedHashMap<>();
    sides.forEach(side -> warm.put(side, firstSteps(side)));
    BenchSides.dropHopeless(sides, BenchSides.OURS, warm, out);
    BenchSides.dropHopeless(sides, BenchSides.TORCH, warm, out);
    for (Way way : Way.values()) {
      sides.forEach(side -> milliseconds(side, way, WARM_UP_STEPS));
    }
    out.println("milliseconds a step, the median of each round:");
    out.println(
        "round            " + BenchSides.row(sides.stream().map(Contestant::name).toList()));
    Map<Way, List<List<Double>>> times = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      times.put(way, sides.stream().map(side -> (List<Double>) new ArrayList<Double>()).toList());
    }
    for (int round = 1; round <= options.rounds(); round++) {
      for (Way way : Way.values()) {
        List<Double> medians = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
          List<Double> found = milliseconds(sides.get(i), way, options.steps());
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
    out.printf(Locale.ROOT, "cell loop ratio %.2f%n", ratio(sides, times.get(Way.LOOP)));
    out.printf(Locale.ROOT, "ratio %.2f%n", ratio(sides, times.get(Way.FUSED)));
    out.flush();
  }

  /** The first steps of a side; the milliseconds of a step of each way, added up. */
  private static double firstSteps(Contestant side) {
    double sum = 0;
    for (Way way : Way.values()) {
      sum += BenchSides.median(milliseconds(side, way, FIRST_STEPS));
    }
    return sum;
  }

  /** The better of PyTorch's settings over the better of ours. */
  private static double ratio(List<Contestant> sides, List<List<Double>> times) {
    return best(BenchSides.TORCH, sides, times) / best(BenchSides.OURS, sides, times);
  }

  private static double best(String whose, List<Contestant> sides, List<List<Double>> times) {
    return IntStream.range(0, sides.size())
        .filter(i -> sides.get(i).name().startsWith(whose))
        .mapToDouble(i -> BenchSides.median(times.get(i)))
        .min()
        .orElseThrow();
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
    out.printf("%-17s%s%n", title, BenchSides.row(cells));
    out.flush();
  }
}
