package org.attentionlab.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.attentionlab.experiments.SequenceLayer.Settings;

/**
 * Table 1 of the paper, computed and measured: the time of one layer against the length n and
 * against the width d, with the exponent that fits; and the longest path, measured by which outputs
 * move when the first input moves.
 *
 * <p>The exponent is the slope of log time against log size. Where the operations that the formula
 * leaves out still count, as at small sizes, it comes out smaller than in the paper.
 */
final class Table1Experiment implements RecordedExperiment {

  private static final int KERNEL = 3;
  private static final int RESTRICTION = 33;
  private static final int REPEATS = 7;
  private static final int WIDTH_OF_PATHS = 16;

  /** The sizes at which a kind is timed: large enough for its formula to rule, and bearable. */
  private record Sizes(int[] lengths, int widthForLengths, int[] widths, int lengthForWidths) {}

  private static Sizes sizes(SequenceLayer kind, boolean quick) {
    if (quick) {
      return new Sizes(new int[] {16, 32}, 8, new int[] {8, 16}, 16);
    }
    return switch (kind) {
      case SELF_ATTENTION ->
          new Sizes(new int[] {512, 1024, 2048, 4096}, 64, new int[] {256, 512, 1024, 2048}, 512);
      case RECURRENT ->
          new Sizes(new int[] {64, 128, 256, 512}, 512, new int[] {512, 1024, 2048}, 32);
      default -> new Sizes(new int[] {512, 1024, 2048, 4096}, 128, new int[] {256, 512, 1024}, 512);
    };
  }

  @Override
  public String name() {
    return "table1";
  }

  @Override
  public String question() {
    return "Do the times of layers grow as Table 1 says, and how long are their paths?";
  }

  @Override
  public List<Part> parts(boolean quick) {
    List<Part> parts = new ArrayList<>();
    for (SequenceLayer kind : SequenceLayer.values()) {
      String name = kind.name().toLowerCase().replace('_', '-');
      parts.add(new Part(name, 1, quick ? 0.05 : 0.5, bench -> rows(kind, quick, bench)));
    }
    return parts;
  }

  private static List<Map<String, Object>> rows(
      SequenceLayer kind, boolean quick, Workbench bench) {
    Processor.useThreads(1);
    Sizes sizes = sizes(kind, quick);
    List<Map<String, Object>> rows = new ArrayList<>();
    bench.progress(0, "time against n");
    rows.addAll(
        timed(
            kind, "n", sizes.lengths, n -> settings(n, sizes.widthForLengths), paper(kind, true)));
    bench.progress(0.4, "time against d");
    rows.addAll(
        timed(
            kind, "d", sizes.widths, d -> settings(sizes.lengthForWidths, d), paper(kind, false)));
    bench.progress(0.8, "paths");
    for (int n : quick ? new int[] {3} : new int[] {3, 13, 33}) {
      rows.add(path(kind, n));
    }
    return rows;
  }

  private static Settings settings(int n, int d) {
    return new Settings(n, d, KERNEL, RESTRICTION);
  }

  /** The exponent of n, or of d, in the paper's formula. */
  private static int paper(SequenceLayer kind, boolean ofLength) {
    return switch (kind) {
      case SELF_ATTENTION -> ofLength ? 2 : 1;
      case RECURRENT, CONVOLUTIONAL, SEPARABLE_CONVOLUTIONAL -> ofLength ? 1 : 2;
      case RESTRICTED_SELF_ATTENTION -> 1;
    };
  }

  private static List<Map<String, Object>> timed(
      SequenceLayer kind, String vary, int[] values, IntFunction<Settings> sizes, int exponent) {
    double[] times =
        Arrays.stream(values)
            .mapToDouble(v -> LayerMeasurement.milliseconds(kind, sizes.apply(v), REPEATS))
            .toArray();
    double fitted =
        LayerMeasurement.exponent(Arrays.stream(values).asDoubleStream().toArray(), times);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Settings settings = sizes.apply(values[i]);
      Map<String, Object> row = row(kind, vary, settings);
      row.put("operations", (long) kind.operations(settings));
      row.put("milliseconds", Rounding.decimals(times[i], 3));
      row.put("exponent_paper", exponent);
      row.put("exponent_fitted", Rounding.decimals(fitted, 3));
      row.put("path_formula", "");
      row.put("path_measured", "");
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, Object> row(SequenceLayer kind, String vary, Settings settings) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("layer", kind.words());
    row.put("vary", vary);
    row.put("n", (int) settings.n());
    row.put("d", (int) settings.d());
    row.put("k", KERNEL);
    row.put("r", (int) settings.r());
    return row;
  }

  /** How many steps the change of the first input takes to the last output. */
  private static Map<String, Object> path(SequenceLayer kind, int n) {
    int window = 5; // of kernel and restriction, small against n
    Settings settings = new Settings(n, WIDTH_OF_PATHS, window, window);
    Map<String, Object> row = row(kind, "path", settings);
    row.put("k", window);
    row.put("operations", "");
    row.put("milliseconds", "");
    row.put("exponent_paper", "");
    row.put("exponent_fitted", "");
    row.put("path_formula", Rounding.decimals(kind.longestPath(settings), 3));
    row.put("path_measured", LayerMeasurement.path(kind, n, window));
    return row;
  }
}
