package org.attentionlab.reference;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Walks folders of reference cases, lets the library compute each, and says what came out. */
public final class ReferenceCases {

  private static final Map<String, Family> FAMILIES = new HashMap<>();

  static {
    FAMILIES.putAll(AttentionFamilies.ALL);
    FAMILIES.putAll(LayerFamilies.ALL);
    FAMILIES.putAll(TransformerFamilies.ALL);
    FAMILIES.putAll(TrainingFamilies.ALL);
    FAMILIES.putAll(RecurrentFamilies.ALL);
    FAMILIES.putAll(DecodingFamilies.ALL);
    FAMILIES.putAll(TextFamilies.ALL);
    FAMILIES.put("sacrebleu", MetricFamily::compute);
  }

  /** How a case ended. */
  enum Verdict {
    PASS,
    FAIL,
    UNSUPPORTED
  }

  /**
   * The result of one case.
   *
   * @param verdict how it ended
   * @param family the case's family, empty if the case cannot be read
   * @param line what to print
   */
  record Result(Verdict verdict, String family, String line) {}

  private ReferenceCases() {}

  /** Walks the folders given, or the project's own cases; exit status 0 if all passed. */
  public static void main(String[] arguments) throws IOException {
    List<Path> folders = Stream.of(arguments).map(Path::of).toList();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        System.err.println(folder + " is not a folder of reference cases.");
        System.exit(2);
      }
    }
    System.exit(walk(folders.isEmpty() ? List.of(own()) : folders, System.out) ? 0 : 1);
  }

  /** The cases among the test resources. */
  static Path own() {
    try {
      return Path.of(ReferenceCases.class.getResource("/reference").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs all cases below {@code folders}; whether there were some and all passed. */
  static boolean walk(List<Path> folders, PrintStream out) throws IOException {
    List<Result> results = new ArrayList<>();
    boolean complete = !folders.isEmpty();
    for (Path folder : folders) {
      List<Path> cases = ReferenceCase.find(folder);
      if (cases.isEmpty()) {
        out.println("There is no case.json below " + folder);
        complete = false;
      }
      for (Path one : cases) {
        Result result = run(one);
        results.add(result);
        out.println(result.line);
      }
    }
    out.println(summary(results));
    return complete && count(results, Verdict.PASS) == results.size();
  }

  /** The last line: how many cases ended in which way. */
  static String summary(List<Result> results) {
    return "%d passed, %d failed, %d unsupported"
        .formatted(
            count(results, Verdict.PASS),
            count(results, Verdict.FAIL),
            count(results, Verdict.UNSUPPORTED));
  }

  private static long count(List<Result> results, Verdict verdict) {
    return results.stream().filter(result -> result.verdict == verdict).count();
  }

  /** Lets the library compute one case. */
  static Result run(Path folder) {
    ReferenceCase reference;
    try {
      reference = ReferenceCase.read(folder);
    } catch (IOException | RuntimeException e) {
      return new Result(Verdict.FAIL, "", oneLine("FAIL " + folder + " cannot be read: " + e));
    }
    String family = reference.family();
    String name = family + "/" + reference.name();
    if (!FAMILIES.containsKey(family)) {
      return new Result(Verdict.UNSUPPORTED, family, "UNSUPPORTED " + name);
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      CaseRun run = new CaseRun(reference, manager);
      compute(run);
      return reference.expectsError()
          ? new Result(Verdict.FAIL, family, "FAIL " + name + " was not refused")
          : result(family, name, run.compare(reference));
    } catch (IllegalArgumentException e) {
      // How the library refuses; any other exception is a slip, also where an error is expected.
      return reference.expectsError()
          ? new Result(
              Verdict.PASS, family, oneLine("PASS " + name + " refused: " + e.getMessage()))
          : new Result(Verdict.FAIL, family, oneLine("FAIL " + name + " threw " + e));
    } catch (RuntimeException e) {
      return new Result(Verdict.FAIL, family, oneLine("FAIL " + name + " threw " + e));
    }
  }

  /** Lets the case's family compute all results. */
  static void compute(CaseRun run) {
    FAMILIES.get(run.reference.family()).compute(run);
  }

  private static Result result(String family, String name, Comparison comparison) {
    String errors =
        String.format(
            Locale.ROOT,
            " largest absolute error %.3g, relative %.3g",
            comparison.largestAbsolute(),
            comparison.largestRelative());
    if (comparison.passed()) {
      return new Result(Verdict.PASS, family, "PASS " + name + errors);
    }
    String why = " worst " + comparison.worst() + "; " + String.join("; ", comparison.failures());
    return new Result(Verdict.FAIL, family, oneLine("FAIL " + name + errors + why));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
