package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.attentionlab.nn.Initializers;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.Shapes;

/** A learned vector for each position (Gehring et al. 2017; row E of the paper's Table 3). */
public final class LearnedPositions extends Layer {

  private static final double DEVIATION = 0.02;

  private final long maximumLength;
  private final long width;
  private final Parameter weight;

  /**
   * Vectors for positions 0 to {@code maximumLength} - 1.
   *
   * @param stream draws the starting vectors
   */
  public LearnedPositions(long maximumLength, long width, RandomStream stream) {
    this.maximumLength = maximumLength;
    this.width = width;
    weight =
        parameter(
            "weight",
            Parameter.Type.WEIGHT,
            Initializers.normal(stream, DEVIATION),
            maximumLength,
            width);
  }

  /**
   * Adds to each vector that of its position, counted from {@code first}.
   *
   * @param x (B, T, d_model)
   * @return the same shape
   */
  public NDArray add(NDArray x, long first) {
    Shapes.requireAxes("the input of positions", x, 3, "(B, T, d_model)");
    long length = x.getShape().get(1);
    if (first + length > maximumLength) {
      throw new IllegalArgumentException(
          "Expected at most "
              + maximumLength
              + " positions, because that many were learned, but the sequence reaches position "
              + (first + length - 1)
              + ". Cut the sentence, or use sinusoidal positions, which have no limit.");
    }
    return add(x, x.getManager().arange((int) first, (int) (first + length)));
  }

  /**
   * Adds to each vector that of a given position.
   *
   * @param x (B, T, d_model)
   * @param positions (T) or (B, T) whole numbers; repeats and gaps are allowed
   * @return (B, T, d_model)
   */
  public NDArray add(NDArray x, NDArray positions) {
    Shapes.requireLast("the input of positions", x, width);
    return x.add(
        Embedding.embedding(positions, array(weight), SparseFormat.DENSE).singletonOrThrow());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(add(inputs.singletonOrThrow(), 0));
  }
}
