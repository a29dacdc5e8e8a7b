package org.attentionlab.cli;

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
import org.attentionlab.nn.MatrixProductTrial;
import picocli.CommandLine.Command;
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

  /** What against: the usual script, or one with our trick. */
  private enum Baseline {
    PLAIN,
    CHUNKED
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--python",
      paramLabel = "PYTHON",
      description = "A Python that has torch (default: python3).")
  private String python = "python3";

  @Option(names = "--threads", paramLabel = "N", description = "Threads of each side (default: 2).")
  private int threads = 2;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of all sides (default: 7).")
  private int rounds = 7;

  @Option(names = "--steps", paramLabel = "N", description = "Steps in a round (default: 5).")
  private int steps = 5;

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
    if (threads < 1 || rounds < 1 || steps < 1) {
      throw new CourseException("--threads, --rounds and --steps need at least 1.");
    }
    BenchSides.requireTorch(python, "bench train");
    BenchSizes sizes = BenchSizes.tiny(threads, baseline == Baseline.CHUNKED);
    List<Contestant> contestants = new ArrayList<>();
    try {
      contestants.add(ours("ours", sizes, "PASSIVE")); // as the launcher
      contestants.add(ours("ours, spinning", sizes, ""));
      contestants.add(torch("PyTorch", sizes, Map.of("OMP_WAIT_POLICY", "PASSIVE")));
      contestants.add(torch("PyTorch, spinning", sizes, Map.of("OMP_WAIT_POLICY", "")));
      Map<String, String> keep = new LinkedHashMap<>(BenchSides.KEEP_MEMORY);
      keep.put("OMP_WAIT_POLICY", "PASSIVE");
      contestants.add(torch("PyTorch, keeping memory", sizes, keep));
      return compare(contestants, sizes);
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  private int compare(List<Contestant> contestants, BenchSizes sizes) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("processor  %s, %d threads each%n", MachineChecks.processorName(), threads);
    for (Contestant contestant : contestants) {
      String version = contestant.answer().get("version").getAsString();
      if (!contestant.name().contains(", ")) { // the others are the same program
        out.println("           " + version);
      }
    }
    out.println("baseline   " + baseline.name().toLowerCase(Locale.ROOT));
    requireSameModel(contestants, out);
    for (Contestant contestant : contestants) {
      contestant.ask("steps " + WARM_UP_STEPS);
    }
    List<List<Double>> speeds = new ArrayList<>();
    contestants.forEach(contestant -> speeds.add(new ArrayList<>()));
    out.println("target tokens a second:");
    out.println("round   " + row(contestants.stream().map(Contestant::name).toList()));
    for (int round = 1; round <= rounds; round++) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < contestants.size(); i++) {
        double seconds = contestants.get(i).ask("steps " + steps).get("seconds").getAsDouble();
        double speed = (double) sizes.tokens() * steps / seconds;
        speeds.get(i).add(speed);
        cells.add(String.format(Locale.ROOT, "%.0f", speed));
      }
      out.printf("%-7d %s%n", round, row(cells));
      out.flush();
    }
    List<Double> medians = speeds.stream().map(BenchSides::median).toList();
    out.println(
        "median  "
            + row(medians.stream().map(m -> String.format(Locale.ROOT, "%.0f", m)).toList()));
    double ours = Math.max(medians.get(0), medians.get(1));
    double asItComes = Math.max(medians.get(2), medians.get(3));
    out.printf(
        Locale.ROOT,
        "against PyTorch with the allocator's settings changed too: %.2f%n",
        ours / medians.get(4));
    out.printf(Locale.ROOT, "ratio %.2f%n", ours / asItComes);
    out.flush();
    return 0;
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
        } else if (contestant.name().equals("PyTorch")) {
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
    return BenchSides.torch(name, python, "bench_train.py", sizes, environment);
  }

  private static String row(List<String> cells) {
    StringBuilder row = new StringBuilder();
    cells.forEach(cell -> row.append(String.format("%25s", cell)));
    return row.toString();
  }
}
