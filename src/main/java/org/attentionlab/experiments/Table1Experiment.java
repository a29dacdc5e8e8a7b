package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.attentionlab.experiments.SequenceLayer.Settings;
import org.attentionlab.training.GradientMode;

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
    try (GradientMode off = GradientMode.off()) {
      bench.progress(0, "time against n");
      rows.addAll(
          timed(
              kind,
              "n",
              sizes.lengths,
              n -> settings(n, sizes.widthForLengths),
              paper(kind, true)));
      bench.progress(0.4, "time against d");
      rows.addAll(
          timed(
              kind,
              "d",
              sizes.widths,
              d -> settings(sizes.lengthForWidths, d),
              paper(kind, false)));
      bench.progress(0.8, "paths");
      for (int n : quick ? new int[] {3} : new int[] {3, 13, 33}) {
        rows.add(path(kind, n));
      }
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
    double[] times = Arrays.stream(values).mapToDouble(v -> time(kind, sizes.apply(v))).toArray();
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < values.length; i++) {
      line.addData(Math.log(values[i]), Math.log(times[i]));
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Settings settings = sizes.apply(values[i]);
      Map<String, Object> row = row(kind, vary, settings);
      row.put("operations", (long) kind.operations(settings));
      row.put("milliseconds", Rounding.decimals(times[i], 3));
      row.put("exponent_paper", exponent);
      row.put("exponent_fitted", Rounding.decimals(line.getSlope(), 3));
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

  /** The median of some runs, in milliseconds. */
  private static double time(SequenceLayer kind, Settings settings) {
    int window = kind == SequenceLayer.RESTRICTED_SELF_ATTENTION ? RESTRICTION : KERNEL;
    try (NDManager manager = NDManager.newBaseManager()) {
      PlainSequenceLayer layer =
          new PlainSequenceLayer(kind, (int) settings.d(), window, 1, manager);
      NDArray x = manager.randomNormal(new Shape((long) settings.n(), (long) settings.d()));
      double[] times = new double[REPEATS];
      for (int i = -2; i < REPEATS; i++) { // the first two warm up
        long start = System.nanoTime();
        try (NDManager scratch = manager.newSubManager()) {
          NDArray own = x.duplicate();
          own.attach(scratch);
          layer.run(own).getFloat(0, 0);
        }
        if (i >= 0) {
          times[i] = (System.nanoTime() - start) / 1e6;
        }
      }
      Arrays.sort(times);
      return times[REPEATS / 2];
    }
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
    row.put("path_measured", kind == SequenceLayer.RECURRENT ? steps(n) : layers(kind, n, window));
    return row;
  }

  /** In a recurrent layer each output waits for the one before: the outputs that move are steps. */
  private static long steps(int n) {
    try (NDManager manager = NDManager.newBaseManager()) {
      boolean[] moved = moved(SequenceLayer.RECURRENT, n, 1, 1, manager);
      return IntStream.range(0, n).filter(i -> moved[i]).count();
    }
  }

  /** How many layers on top of each other; convolutions are dilated by 1, k, k², … */
  private static int layers(SequenceLayer kind, int n, int window) {
    for (int layers = 1; layers <= n; layers++) {
      try (NDManager manager = NDManager.newBaseManager()) {
        if (moved(kind, n, layers, window, manager)[n - 1]) {
          return layers;
        }
      }
    }
    throw new IllegalStateException("The last output does not depend on the first input.");
  }

  /** Which outputs of a stack of layers move when the first input moves. */
  private static boolean[] moved(
      SequenceLayer kind, int n, int layers, int window, NDManager manager) {
    boolean dilated =
        kind == SequenceLayer.CONVOLUTIONAL || kind == SequenceLayer.SEPARABLE_CONVOLUTIONAL;
    NDArray x = manager.randomNormal(0, 0.1f, new Shape(n, WIDTH_OF_PATHS), DataType.FLOAT32);
    NDArray changed = x.duplicate();
    changed.set(new NDIndex("0"), 1f);
    int dilation = 1;
    for (int i = 0; i < layers; i++) {
      PlainSequenceLayer layer =
          new PlainSequenceLayer(kind, WIDTH_OF_PATHS, window, dilation, manager);
      x = layer.run(x);
      changed = layer.run(changed);
      dilation = Math.min(n, dilated ? dilation * window : 1); // beyond n there is nothing to see
    }
    float[] difference = x.sub(changed).abs().max(new int[] {1}).toFloatArray(); // (n)
    boolean[] moved = new boolean[n];
    for (int i = 0; i < n; i++) {
      moved[i] = difference[i] > 0;
    }
    return moved;
  }
}
