package org.attentionlab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.attentionlab.text.TextFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./course bench bpe}: byte-pair encoding against subword-nmt. */
@Command(
    name = "bpe",
    description = {
      "Learns byte-pair merges and cuts a text with them, here and with subword-nmt",
      "(src/main/python/bench_bpe.py), in turns, one thread each. First both must find the same",
      "merges and cut the text alike. Without FILE the text is made up: two languages of 30,000",
      "sentences. A ratio is subword-nmt's time over ours, so above 1 we are faster. The last line",
      "is ratio X.XX, of learning and cutting together."
    },
    footer = {
      "",
      "Example:",
      "  ./course bench bpe --python /path/to/python train.en train.de",
      "",
      "The Python must have subword-nmt; for example:",
      "  python3 -m venv subword && subword/bin/pip install subword-nmt",
      "  ./course bench bpe --python subword/bin/python",
    })
final class BenchBpeCommand implements Callable<Integer> {

  private static final String THEIRS = "subword-nmt";
  private static final List<String> ONE_THREAD = List.of("-XX:+UseSerialGC");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Texts in UTF-8, a sentence a line; learned from together.")
  private List<Path> files = List.of();

  @Option(
      names = "--python",
      paramLabel = "PYTHON",
      description = "A Python that has subword-nmt (default: python3).")
  private String python = "python3";

  @Option(names = "--merges", paramLabel = "N", description = "Merges to learn (default: 10000).")
  private int merges = 10_000;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of both sides (default: 3).")
  private int rounds = 3;

  /** One side of the benchmark. */
  private record Side(Contestant contestant, Path merges, Path text) {

    Side(Contestant contestant, Path folder) {
      this(
          contestant,
          folder.resolve(contestant.name() + ".merges"),
          folder.resolve(contestant.name() + ".txt"));
    }

    double learn() {
      return contestant.ask("learn\t" + merges).get("seconds").getAsDouble();
    }

    double cut() {
      return contestant.ask("apply\t" + merges + "\t" + text).get("seconds").getAsDouble();
    }
  }

  @Override
  public Integer call() throws IOException {
    if (merges < 1 || rounds < 1) {
      throw new CourseException("--merges and --rounds need at least 1.");
    }
    BenchSides.require(python, "subword_nmt", "subword-nmt", "bench bpe");
    Path folder = Files.createTempDirectory("bench-bpe");
    try {
      List<Path> texts = files.isEmpty() ? BenchText.write(folder) : files;
      BpeTask task =
          new BpeTask(
              texts.stream().map(text -> text.toAbsolutePath().toString()).toList(), merges);
      try (Contestant ours =
              BenchSides.ours(BenchSides.OURS, BenchBpeSide.class, task, ONE_THREAD, Map.of());
          Contestant theirs = BenchSides.python(THEIRS, python, "bench_bpe.py", task, Map.of())) {
        compare(new Side(ours, folder), new Side(theirs, folder));
      }
      return 0;
    } finally {
      delete(folder);
    }
  }

  private void compare(Side ours, Side theirs) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("processor  " + MachineChecks.processorName() + ", 1 thread each");
    for (Side side : List.of(ours, theirs)) {
      out.println("           " + side.contestant.answer().get("version").getAsString());
    }
    List<Double> first = round(ours, theirs); // our machine has compiled nothing yet
    int found = requireSameLines("merges", ours.merges, theirs.merges) - 1; // without the version
    int lines = requireSameLines("texts", ours.text, theirs.text);
    out.printf(Locale.ROOT, "the same   %,d merges, %,d lines of text%n", found, lines);
    out.println("seconds:");
    String learn = "learn, ";
    String cut = "cut, ";
    out.println(
        "round   "
            + BenchSides.row(
                List.of(
                    learn + BenchSides.OURS, learn + THEIRS, cut + BenchSides.OURS, cut + THEIRS)));
    print(out, "first", first);
    List<List<Double>> times = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      times.add(round(ours, theirs));
      print(out, "" + round, times.get(round - 1));
    }
    List<Double> medians = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      int column = i;
      medians.add(BenchSides.median(times.stream().map(row -> row.get(column)).toList()));
    }
    print(out, "median", medians);
    double ourLearning = medians.get(0);
    double theirLearning = medians.get(1);
    double ourCutting = medians.get(2);
    double theirCutting = medians.get(3);
    out.printf(
        Locale.ROOT,
        "learning ratio %.2f, cutting ratio %.2f%n",
        theirLearning / ourLearning,
        theirCutting / ourCutting);
    out.printf(
        Locale.ROOT, "ratio %.2f%n", (theirLearning + theirCutting) / (ourLearning + ourCutting));
    out.flush();
  }

  /** Seconds of learning, ours and theirs, then of cutting. */
  private static List<Double> round(Side ours, Side theirs) {
    return List.of(ours.learn(), theirs.learn(), ours.cut(), theirs.cut());
  }

  /** How many lines the files have; they must be equal. */
  private static int requireSameLines(String what, Path ours, Path theirs) throws IOException {
    List<String> here = TextFiles.readLines(ours);
    List<String> there = TextFiles.readLines(theirs);
    for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
      String mine = i < here.size() ? here.get(i) : "the end";
      String other = i < there.size() ? there.get(i) : "the end";
      if (!mine.equals(other)) {
        throw new CourseException(
            "The two sides do not find the same %s: line %d is \"%s\" here and \"%s\" in %s."
                .formatted(what, i + 1, mine, other, THEIRS));
      }
    }
    return here.size();
  }

  private static void print(PrintWriter out, String title, List<Double> seconds) {
    List<String> cells = seconds.stream().map(s -> String.format(Locale.ROOT, "%.2f", s)).toList();
    out.printf("%-7s %s%n", title, BenchSides.row(cells));
    out.flush();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
