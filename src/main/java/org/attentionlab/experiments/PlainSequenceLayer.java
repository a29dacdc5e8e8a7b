package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.Concatenation;
import org.attentionlab.nn.Rows;
import org.attentionlab.nn.Scalars;

/**
 * One layer of each kind of Table 1 and nothing around it: no projections, no heads, no
 * normalization. So its time is that of the operations which the table counts, and one sees which
 * outputs move when an input moves. Every layer maps (n, d) to (n, d).
 */
public final class PlainSequenceLayer {

  private final SequenceLayer kind;
  private final int window;
  private final int dilation;
  private final NDArray matrices; // (window, d, d), (1, d, d) or null
  private final NDArray features; // (window, d), for the separable convolution, or null

  /**
   * A layer with random weights.
   *
   * @param width d
   * @param window k or r, an odd number; what has no window ignores it
   * @param dilation how far the positions of a kernel are apart
   * @param manager owns the weights
   */
  public PlainSequenceLayer(
      SequenceLayer kind, int width, int window, int dilation, NDManager manager) {
    this.kind = kind;
    this.window = window;
    this.dilation = dilation;
    float scale = (float) (1 / Math.sqrt(width)); // keeps the size of a vector
    matrices =
        switch (kind) {
          case RECURRENT, SEPARABLE_CONVOLUTIONAL ->
              random(scale, new Shape(1, width, width), manager);
          case CONVOLUTIONAL -> random(scale, new Shape(window, width, width), manager);
          case SELF_ATTENTION, RESTRICTED_SELF_ATTENTION -> null;
        };
    features =
        kind == SequenceLayer.SEPARABLE_CONVOLUTIONAL
            ? random(1, new Shape(window, width), manager)
            : null;
  }

  private static NDArray random(float deviation, Shape shape, NDManager manager) {
    return manager.randomNormal(0, deviation, shape, DataType.FLOAT32);
  }

  /**
   * Runs the layer.
   *
   * @param x (n, d)
   * @return (n, d), owned by the manager of {@code x}
   */
  public NDArray run(NDArray x) {
    return switch (kind) {
      case SELF_ATTENTION -> softmax(scaled(x.matMul(x.transpose()), x)).matMul(x);
      case RECURRENT -> recurrent(x);
      case CONVOLUTIONAL -> convolutional(x);
      case SEPARABLE_CONVOLUTIONAL -> separable(x);
      case RESTRICTED_SELF_ATTENTION -> restricted(x);
    };
  }

  private static NDArray softmax(NDArray scores) {
    return scores.softmax(-1);
  }

  private static NDArray scaled(NDArray scores, NDArray x) {
    return scores.mul(Scalars.of(scores, 1 / Math.sqrt(x.getShape().get(1))));
  }

  /** h_t = tanh(x_t + h_{t-1} W), one step after the other. */
  private NDArray recurrent(NDArray x) {
    NDArray w = matrix(0, x); // (d, d)
    NDArray h = x.getManager().zeros(new Shape(1, x.getShape().get(1))); // (1, d)
    NDList states = new NDList();
    for (NDArray input : x.split(x.getShape().get(0), 0)) {
      h = input.add(h.matMul(w)).tanh();
      states.add(h);
    }
    return Concatenation.along(0, states);
  }

  /** y_t = Σ_j x_{t+j} W_j. */
  private NDArray convolutional(NDArray x) {
    NDArray padded = padded(x);
    NDArray sum = null;
    for (int j = 0; j < window; j++) {
      NDArray part = shifted(padded, j, x).matMul(matrix(j, x)); // (n, d)
      sum = sum == null ? part : sum.add(part);
    }
    return sum;
  }

  /** A kernel for each feature alone, then one matrix for all positions. */
  private NDArray separable(NDArray x) {
    NDArray padded = padded(x);
    NDArray sum = null;
    for (int j = 0; j < window; j++) {
      NDArray weight = features.get(j); // (d)
      weight.attach(x.getManager());
      NDArray part = shifted(padded, j, x).mul(weight); // (n, d)
      sum = sum == null ? part : sum.add(part);
    }
    return sum.matMul(matrix(0, x));
  }

  /**
   * Attention to the r positions around each; what lies beyond the ends counts as zeros. Blocks of
   * r queries look at the 2 r - 1 positions that any of them may see, and a mask hides the rest:
   * twice the operations, but in a few large products. A loop over windows costs more than its
   * work.
   */
  private NDArray restricted(NDArray x) {
    int length = Math.toIntExact(x.getShape().get(0));
    int blocks = (length + window - 1) / window;
    int seen = 2 * window - 1;
    int[] positions = new int[blocks * seen];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i / seen * window + i % seen;
    }
    NDArray filled = filled(x, blocks * window); // (blocks r, d)
    long width = x.getShape().get(1);
    NDArray queries = filled.reshape(1, blocks, window, width);
    NDArray keys = Rows.of(padded(filled), positions).reshape(1, blocks, seen, width);
    NDArray scores = scaled(queries.matMul(keys.transpose(0, 1, 3, 2)), x); // (1, blocks, r, 2r-1)
    NDArray output = band(x.getManager()).softmax(scores).matMul(keys); // (1, blocks, r, d)
    return output.reshape(blocks * (long) window, width).get(new NDIndex("0:{}", length));
  }

  /** Query i of a block sees the keys i to i + r - 1. */
  private Mask band(NDManager manager) {
    NDArray key = manager.arange((float) (2 * window - 1)).reshape(1, 2L * window - 1);
    NDArray query = manager.arange((float) window).reshape(window, 1);
    NDArray offset = key.sub(query); // (r, 2r-1)
    return Mask.of(offset.lt(0).logicalOr(offset.gte(window)));
  }

  private static NDArray filled(NDArray x, int length) {
    long more = length - x.getShape().get(0);
    return more == 0
        ? x
        : Concatenation.along(
            0, new NDList(x, x.getManager().zeros(new Shape(more, x.getShape().get(1)))));
  }

  private NDArray matrix(int j, NDArray x) {
    NDArray matrix = matrices.get(j); // (d, d)
    matrix.attach(x.getManager());
    return matrix;
  }

  private int reach() {
    return window / 2 * dilation;
  }

  private NDArray padded(NDArray x) {
    NDArray zeros = x.getManager().zeros(new Shape(reach(), x.getShape().get(1)));
    return Concatenation.along(0, new NDList(zeros, x, zeros)); // (n + 2 reach, d)
  }

  /** x moved so that position t holds what stood j - (window / 2) places of the kernel after it. */
  private NDArray shifted(NDArray padded, int j, NDArray x) {
    long from = (long) j * dilation;
    return padded.get(new NDIndex("{}:{}", from, from + x.getShape().get(0))); // (n, d)
  }
}
