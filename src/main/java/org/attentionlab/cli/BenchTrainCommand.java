package org.attentionlab.cli;

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
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.attentionlab.nn.MatrixProductTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./course bench train}: a training step against the same one in Python's PyTorch. */
@Command(
    name = "train",
    description = {
      "Trains the tiny Transformer here and in PyTorch (src/main/python/bench_train.py), in turns:",
      "vocabulary 10,000, 160 sentences of 26 tokens, label smoothing 0.1, dropout 0.3.",
      "Both sides run with sleeping and with spinning threads, and the best counts. The last line is",
      "ratio X.XX."
    },
    footer = {
      "",
      "Example:",
      "  ./course bench train --python /path/to/python",
      "",
      "The Python must have torch; for example:",
      "  python3 -m venv torch && torch/bin/pip install torch numpy",
      "  ./course bench train --python torch/bin/python",
    })
final class BenchTrainCommand implements Callable<Integer> {

  private static final double EQUAL = 1e-4; // of losses that are near 9
  private static final int WARM_UP_STEPS = 6;
  private static final String KEEPING = BenchSides.TORCH + ", keeping memory";

  /** What against: the usual script, or one with our trick. */
  private enum Baseline {
    PLAIN,
    CHUNKED
  }

  @Spec private CommandSpec spec;

  @Mixin private BenchOptions options;

  @Option(
      names = "--baseline",
      paramLabel = "plain|chunked",
      description = "PyTorch's usual loss, or one in pieces like ours (default: plain).")
  private Baseline baseline = Baseline.PLAIN;

  @Option(
      names = "--matrix-product",
      paramLabel = "auto|mkl|onednn",
      description = "How ours multiplies matrices (default: auto, the faster one here).")
  private RememberedMatrixProduct.Wish matrixProduct = RememberedMatrixProduct.Wish.AUTO;

  @Override
  public Integer call() throws IOException {
    options.require("bench train");
    BenchSizes sizes = BenchSizes.tiny(options.threads(), baseline == Baseline.CHUNKED);
    List<Contestant> contestants = new ArrayList<>();
    try {
      contestants.add(ours(BenchSides.OURS, sizes, "PASSIVE")); // as the launcher
      contestants.add(ours(BenchSides.OURS + ", spinning", sizes, ""));
      contestants.add(torch(BenchSides.TORCH, sizes, Map.of("OMP_WAIT_POLICY", "PASSIVE")));
      contestants.add(torch(BenchSides.TORCH + ", spinning", sizes, Map.of("OMP_WAIT_POLICY", "")));
      Map<String, String> keep = new LinkedHashMap<>(BenchSides.KEEP_MEMORY);
      keep.put("OMP_WAIT_POLICY", "PASSIVE");
      contestants.add(torch(KEEPING, sizes, keep));
      return compare(contestants, sizes);
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  private int compare(List<Contestant> contestants, BenchSizes sizes) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "processor  %s, %d threads each%n", MachineChecks.processorName(), options.threads());
    for (Contestant contestant : contestants) {
      String version = contestant.answer().get("version").getAsString();
      if (!contestant.name().contains(", ")) { // the others are the same program
        out.println("           " + version);
      }
    }
    out.println("baseline   " + baseline.name().toLowerCase(Locale.ROOT));
    requireSameModel(contestants, out);
    Map<Contestant, Double> warm = new LinkedHashMap<>();
    for (Contestant contestant : contestants) {
      JsonObject answer = contestant.ask("steps " + WARM_UP_STEPS);
      warm.put(contestant, answer.get("seconds").getAsDouble());
    }
    BenchSides.dropHopeless(contestants, BenchSides.OURS, warm, out);
    BenchSides.dropHopeless(contestants, BenchSides.TORCH, warm, out);
    List<List<Double>> speeds = new ArrayList<>();
    contestants.forEach(contestant -> speeds.add(new ArrayList<>()));
    out.println("target tokens a second:");
    out.println("round   " + BenchSides.row(contestants.stream().map(Contestant::name).toList()));
    for (int round = 1; round <= options.rounds(); round++) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < contestants.size(); i++) {
        double seconds =
            contestants.get(i).ask("steps " + options.steps()).get("seconds").getAsDouble();
        double speed = (double) sizes.tokens() * options.steps() / seconds;
        speeds.get(i).add(speed);
        cells.add(String.format(Locale.ROOT, "%.0f", speed));
      }
      out.printf("%-7d %s%n", round, BenchSides.row(cells));
      out.flush();
    }
    List<Double> medians = speeds.stream().map(BenchSides::median).toList();
    out.println(
        "median  "
            + BenchSides.row(
                medians.stream().map(m -> String.format(Locale.ROOT, "%.0f", m)).toList()));
    double ours = best(contestants, medians, name -> name.startsWith(BenchSides.OURS));
    double asItComes =
        best(
            contestants,
            medians,
            name -> name.startsWith(BenchSides.TORCH) && !name.equals(KEEPING));
    double peak = peak(contestants);
    double reached = ours / sizes.tokens() * sizes.matrixOperations() / 1e9;
    out.printf(
        Locale.ROOT,
        "matrix products: %.0f of the %.0f GFLOPS that one large product reaches (%.0f %%)%n",
        reached,
        peak,
        100 * reached / peak);
    out.printf(
        Locale.ROOT,
        "against PyTorch with the allocator's settings changed too: %.2f%n",
        ours / best(contestants, medians, KEEPING::equals));
    out.printf(Locale.ROOT, "ratio %.2f%n", ours / asItComes);
    out.flush();
    return 0;
  }

  /** What our processes reach with large matrices, the best of them. */
  private static double peak(List<Contestant> contestants) throws IOException {
    double best = 0;
    for (Contestant contestant : contestants) {
      if (contestant.name().startsWith(BenchSides.OURS)) {
        best = Math.max(best, contestant.ask("peak 1").get("gigaflops").getAsDouble());
      }
    }
    return best;
  }

  private static double best(
      List<Contestant> contestants, List<Double> speeds, Predicate<String> whose) {
    return IntStream.range(0, contestants.size())
        .filter(i -> whose.test(contestants.get(i).name()))
        .mapToDouble(speeds::get)
        .max()
        .orElseThrow();
  }

  /** Same weights, same batch, no dropout: the losses must be equal. */
  private static void requireSameModel(List<Contestant> contestants, PrintWriter out)
      throws IOException {
    Path weights = Files.createTempFile("bench-train", ".safetensors");
    try {
      double ours = 0;
      for (Contestant contestant : contestants) {
        double loss = contestant.ask("loss " + weights).get("loss").getAsDouble();
        if (contestant == contestants.get(0)) {
          ours = loss;
        } else if (!(Math.abs(loss - ours) < EQUAL)) {
          throw new CourseException(
              "The two sides do not compute the same: with the same weights our loss is "
                  + ours
                  + " and that of "
                  + contestant.name()
                  + " is "
                  + loss
                  + ".");
        } else if (contestant.name().equals(BenchSides.TORCH)) {
          out.printf(
              Locale.ROOT,
              "same model loss %.5f here, %.5f in PyTorch, same weights%n",
              ours,
              loss);
        }
      }
    } finally {
      Files.deleteIfExists(weights);
    }
  }

  private Contestant ours(String name, BenchSizes sizes, String waiting) {
    Map<String, String> environment =
        new LinkedHashMap<>(BenchSides.KEEP_MEMORY); // as the launcher
    environment.put("OMP_WAIT_POLICY", waiting);
    List<String> options =
        List.of("-D" + MatrixProductTrial.PROPERTY + "=" + matrixProduct.property());
    return BenchSides.ours(name, BenchTrainingSide.class, sizes, options, environment);
  }

  private Contestant torch(String name, BenchSizes sizes, Map<String, String> environment) {
    return BenchSides.python(name, options.python(), "bench_train.py", sizes, environment);
  }
}
