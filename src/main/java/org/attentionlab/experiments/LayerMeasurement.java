package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.attentionlab.experiments.SequenceLayer.Settings;
import org.attentionlab.training.GradientMode;

/**
 * Measures what Table 1 of the paper states: how long a layer takes, with which power of a size its
 * time grows, and how many steps a signal needs from one end of a sequence to the other.
 */
public final class LayerMeasurement {

  private static final int WARM_UP = 2;
  private static final int WIDTH_OF_PATHS = 16;

  private LayerMeasurement() {}

  /**
   * The time of one layer, in milliseconds: the shortest of some runs, since whatever else the
   * computer does makes a run longer and never shorter.
   *
   * @param runs how many, after two that warm up
   */
  public static double milliseconds(SequenceLayer kind, Settings settings, int runs) {
    int window =
        (int) (kind == SequenceLayer.RESTRICTED_SELF_ATTENTION ? settings.r() : settings.k());
    double least = Double.POSITIVE_INFINITY;
    try (NDManager manager = NDManager.newBaseManager();
        GradientMode off = GradientMode.off()) {
      PlainSequenceLayer layer =
          new PlainSequenceLayer(kind, (int) settings.d(), window, 1, manager);
      NDArray x = manager.randomNormal(new Shape((long) settings.n(), (long) settings.d()));
      for (int i = -WARM_UP; i < runs; i++) {
        long start = System.nanoTime();
        try (NDManager scratch = manager.newSubManager()) {
          NDArray own = x.duplicate();
          own.attach(scratch);
          layer.run(own).getFloat(0, 0); // waits for the result
        }
        if (i >= 0) {
          least = Math.min(least, (System.nanoTime() - start) / 1e6);
        }
      }
    }
    return least;
  }

  /**
   * The exponent p of times that grow like size^p: the slope of log time against log size.
   *
   * @param sizes at least two different ones
   * @param times one for each size
   */
  public static double exponent(double[] sizes, double[] times) {
    if (sizes.length != times.length || sizes.length < 2) {
      throw new IllegalArgumentException(
          "Expected a time for each of at least two sizes, but got %d sizes and %d times."
              .formatted(sizes.length, times.length));
    }
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < sizes.length; i++) {
      line.addData(Math.log(sizes[i]), Math.log(times[i]));
    }
    return line.getSlope();
  }

  /**
   * Which outputs of a stack of layers move when the first input moves. Convolutions are dilated by
   * 1, k, k², … from layer to layer. Each layer reads new numbers, changed where the layer below
   * has moved; so a change that many averages make tiny is not lost to rounding.
   *
   * @param window k or r, an odd number
   * @return for each of the n positions, whether it moved
   */
  public static boolean[] moved(SequenceLayer kind, int n, int layers, int window) {
    boolean dilated =
        kind == SequenceLayer.CONVOLUTIONAL || kind == SequenceLayer.SEPARABLE_CONVOLUTIONAL;
    boolean[] moved = new boolean[n];
    moved[0] = true;
    int dilation = 1;
    for (int i = 0; i < layers; i++) {
      moved = moved(kind, moved, window, dilation);
      dilation = Math.min(n, dilated ? dilation * window : 1); // beyond n there is nothing to see
    }
    return moved;
  }

  /** Which outputs of one layer move when some inputs move. */
  private static boolean[] moved(SequenceLayer kind, boolean[] inputs, int window, int dilation) {
    try (NDManager manager = NDManager.newBaseManager();
        GradientMode off = GradientMode.off()) {
      PlainSequenceLayer layer =
          new PlainSequenceLayer(kind, WIDTH_OF_PATHS, window, dilation, manager);
      NDArray x =
          manager.randomNormal(0, 0.1f, new Shape(inputs.length, WIDTH_OF_PATHS), DataType.FLOAT32);
      NDArray changed = x.duplicate();
      for (int i = 0; i < inputs.length; i++) {
        if (inputs[i]) {
          changed.set(new NDIndex("{}", i), 1f);
        }
      }
      NDArray difference = layer.run(x).sub(layer.run(changed)).abs().max(new int[] {1}); // (n)
      float[] distances = difference.toFloatArray();
      boolean[] outputs = new boolean[inputs.length];
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = distances[i] > 0;
      }
      return outputs;
    }
  }

  /**
   * How many steps the change of the first input takes to the last output: layers on top of each
   * other, and for a recurrent layer, in which each output waits for the one before, the outputs
   * that move.
   *
   * @param window k or r, an odd number
   * @throws IllegalStateException if it never arrives, as where the second, dilated kernel steps
   *     over the ends of a short sequence: n = 4 and k = 5
   */
  public static int path(SequenceLayer kind, int n, int window) {
    if (kind == SequenceLayer.RECURRENT) {
      boolean[] moved = moved(kind, n, 1, window);
      return (int) IntStream.range(0, n).filter(i -> moved[i]).count();
    }
    for (int layers = 1; layers <= n; layers++) {
      if (moved(kind, n, layers, window)[n - 1]) {
        return layers;
      }
    }
    throw new IllegalStateException("The last output does not depend on the first input.");
  }
}
