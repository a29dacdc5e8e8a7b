package org.attentionlab.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./course bench decode}: greedy decoding against the same in Python's PyTorch. */
@Command(
    name = "decode",
    description = {
      "Decodes 32 sentences of 25 tokens into 30 tokens each with the tiny Transformer, vocabulary",
      "10,000: here with the cache of keys and values, in PyTorch (src/main/python/bench_decode.py)",
      "without and with one, in turns. Both sides run with sleeping and with spinning threads, and",
      "the best counts. The last line is ratio X.XX, against PyTorch with a cache.",
    },
    footer = {"", "Example:", "  ./course bench decode --python /path/to/python"})
final class BenchDecodeCommand implements Callable<Integer> {

  private static final int WARM_UP = 40; // the Java machine compiles what it sees often

  @Spec private CommandSpec spec;

  @Mixin private BenchOptions options;

  /** One way to decode of one side. */
  private record Lane(Contestant side, String order) {
    String title() {
      return side.name() + (order.equals("plain") ? ", no cache" : "");
    }

    JsonObject decode(int times) {
      return side.ask(order + " " + times);
    }

    double median(int times) {
      return BenchSides.median(
          decode(times).getAsJsonArray("seconds").asList().stream()
              .map(JsonElement::getAsDouble)
              .toList());
    }
  }

  @Override
  public Integer call() throws IOException {
    options.require("bench decode");
    BenchSizes sizes = BenchSizes.decoding(options.threads());
    List<Contestant> sides = new ArrayList<>();
    try {
      BenchSides.WAITING.forEach((name, policy) -> sides.add(ours(name, sizes, policy)));
      BenchSides.WAITING.forEach((name, policy) -> sides.add(torch(name, sizes, policy)));
      compare(sides);
      return 0;
    } finally {
      sides.forEach(Contestant::close);
    }
  }

  private static Contestant ours(String name, BenchSizes sizes, String policy) {
    Map<String, String> environment = new LinkedHashMap<>(BenchSides.KEEP_MEMORY);
    environment.put("OMP_WAIT_POLICY", policy);
    return BenchSides.ours(
        BenchSides.OURS + name, BenchDecodingSide.class, sizes, List.of(), environment);
  }

  private Contestant torch(String name, BenchSizes sizes, String policy) {
    Map<String, String> environment = new LinkedHashMap<>(BenchSides.KEEP_MEMORY);
    environment.put("OMP_WAIT_POLICY", policy);
    return BenchSides.python(
        BenchSides.TORCH + name, options.python(), "bench_decode.py", sizes, environment);
  }

  private void compare(List<Contestant> sides) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "processor  %s, %d threads each%n", MachineChecks.processorName(), options.threads());
    sides.stream()
        .map(side -> side.answer().get("version").getAsString())
        .distinct()
        .forEach(version -> out.println("           " + version));
    requireSameTokens(sides, out);
    Map<Contestant, Double> warm = new LinkedHashMap<>();
    sides.forEach(side -> warm.put(side, new Lane(side, "cached").median(WARM_UP)));
    BenchSides.dropHopeless(sides, BenchSides.OURS, warm, out);
    BenchSides.dropHopeless(sides, BenchSides.TORCH, warm, out);
    List<Lane> lanes = new ArrayList<>();
    for (Contestant side : sides) {
      lanes.add(new Lane(side, "cached"));
      if (side.name().startsWith(BenchSides.TORCH)) {
        lanes.add(new Lane(side, "plain"));
      }
    }
    Map<Lane, Double> medians = measure(lanes, out);
    double ours = best(medians, BenchSides.OURS, "cached");
    out.printf(
        Locale.ROOT,
        "against PyTorch without a cache: %.2f%n",
        best(medians, BenchSides.TORCH, "plain") / ours);
    out.printf(Locale.ROOT, "ratio %.2f%n", best(medians, BenchSides.TORCH, "cached") / ours);
    out.flush();
  }

  private Map<Lane, Double> measure(List<Lane> lanes, PrintWriter out) {
    out.println("milliseconds for the batch, the median of each round:");
    out.println("round   " + BenchSides.row(lanes.stream().map(Lane::title).toList()));
    Map<Lane, List<Double>> rounds = new LinkedHashMap<>();
    lanes.forEach(lane -> rounds.put(lane, new ArrayList<>()));
    for (int round = 1; round <= options.rounds(); round++) {
      lanes.forEach(lane -> rounds.get(lane).add(1000 * lane.median(options.steps())));
      int last = round - 1;
      printRow(
          out, "%-8d".formatted(round), rounds.values().stream().map(r -> r.get(last)).toList());
    }
    Map<Lane, Double> medians = new LinkedHashMap<>();
    rounds.forEach((lane, times) -> medians.put(lane, BenchSides.median(times)));
    printRow(out, "median  ", List.copyOf(medians.values()));
    return medians;
  }

  private static void printRow(PrintWriter out, String title, List<Double> values) {
    List<String> cells = values.stream().map(v -> String.format(Locale.ROOT, "%.1f", v)).toList();
    out.println(title + BenchSides.row(cells));
    out.flush();
  }

  private static double best(Map<Lane, Double> medians, String whose, String order) {
    return medians.entrySet().stream()
        .filter(e -> e.getKey().side.name().startsWith(whose) && e.getKey().order.equals(order))
        .mapToDouble(Map.Entry::getValue)
        .min()
        .orElseThrow();
  }

  /** Same weights, same sentences: every lane must say the same tokens. */
  private static void requireSameTokens(List<Contestant> sides, PrintWriter out)
      throws IOException {
    Path weights = Files.createTempFile("bench-decode", ".safetensors");
    try {
      JsonElement ours = null;
      for (Contestant side : sides) {
        side.ask("weights " + weights);
        boolean isOurs = side.name().startsWith(BenchSides.OURS);
        for (String order : isOurs ? List.of("cached") : List.of("cached", "plain")) {
          JsonElement said = new Lane(side, order).decode(1).get("said");
          ours = ours == null ? said : ours;
          if (!said.equals(ours)) {
            throw new CourseException(
                side.name() + " (" + order + ") says other tokens than we do, with same weights.");
          }
        }
      }
      out.println("same       all say the same tokens");
    } finally {
      Files.deleteIfExists(weights);
    }
  }
}
