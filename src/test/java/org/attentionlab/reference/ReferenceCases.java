package org.attentionlab.reference;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Walks a folder of reference cases, lets the library compute each, and says what came out. */
public final class ReferenceCases {

  private static final Map<String, Family> FAMILIES = new HashMap<>();

  static {
    FAMILIES.putAll(AttentionFamilies.ALL);
    FAMILIES.putAll(LayerFamilies.ALL);
    FAMILIES.putAll(TransformerFamilies.ALL);
    FAMILIES.putAll(TrainingFamilies.ALL);
    FAMILIES.putAll(RecurrentFamilies.ALL);
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
   * @param line what to print
   */
  record Result(Verdict verdict, String line) {}

  private ReferenceCases() {}

  /** Walks the folder given as the only argument; exit status 0 if all passed. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1 || !Files.isDirectory(Path.of(arguments[0]))) {
      System.err.println("Give one folder of reference cases, for example: test reference DIR");
      System.exit(2);
    }
    System.exit(walk(Path.of(arguments[0]), System.out) ? 0 : 1);
  }

  /** Runs all cases below {@code folder}; whether there were some and all passed. */
  static boolean walk(Path folder, PrintStream out) throws IOException {
    int[] counts = new int[Verdict.values().length];
    List<Path> cases = ReferenceCase.find(folder);
    for (Path one : cases) {
      Result result = run(one);
      counts[result.verdict.ordinal()]++;
      out.println(result.line);
    }
    if (cases.isEmpty()) {
      out.println("There is no case.json below " + folder + ".");
    }
    out.printf("%d passed, %d failed, %d unsupported%n", counts[0], counts[1], counts[2]);
    return counts[0] > 0 && counts[1] == 0 && counts[2] == 0;
  }

  static Result run(Path folder) {
    ReferenceCase reference;
    try {
      reference = ReferenceCase.read(folder);
    } catch (IOException | RuntimeException e) {
      return new Result(Verdict.FAIL, "FAIL " + folder.getFileName() + " cannot be read: " + e);
    }
    String name = reference.family() + "/" + reference.name();
    Family family = FAMILIES.get(reference.family());
    if (family == null) {
      return new Result(Verdict.UNSUPPORTED, "UNSUPPORTED " + name);
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      CaseRun run = new CaseRun(reference, manager);
      family.compute(run);
      if (reference.expectsError()) {
        return new Result(Verdict.FAIL, "FAIL " + name + " was not refused");
      }
      return result(name, run.compare());
    } catch (RuntimeException e) {
      return reference.expectsError()
          ? new Result(Verdict.PASS, "PASS " + name + " refused: " + e.getMessage())
          : new Result(Verdict.FAIL, "FAIL " + name + " threw " + e);
    }
  }

  private static Result result(String name, Comparison comparison) {
    String errors =
        String.format(
            Locale.ROOT,
            " largest absolute error %.3g, relative %.3g",
            comparison.largestAbsolute(),
            comparison.largestRelative());
    if (comparison.passed()) {
      return new Result(Verdict.PASS, "PASS " + name + errors);
    }
    String why = " worst " + comparison.worst() + "; " + String.join("; ", comparison.failures());
    return new Result(Verdict.FAIL, "FAIL " + name + errors + why);
  }
}
