package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** A table with one learned vector a token, (V, d_model). */
public final class TokenEmbedding extends Layer {

  private final long width;
  private final Parameter weight;

  /**
   * A table for {@code vocabulary} tokens. The vectors start with variance 1 / width, so that after
   * the multiplication by √d_model (section 3.4) their elements have variance 1.
   *
   * @param stream draws the starting vectors
   */
  public TokenEmbedding(long vocabulary, long width, RandomStream stream) {
    this(vocabulary, width, 1 / Math.sqrt(width), stream);
  }

  /**
   * A table whose elements start with the given standard deviation. Where nothing multiplies the
   * vectors afterwards, as in recurrent models, 1 is right: with much less the gates see almost
   * nothing of the words at first, and learning starts late.
   */
  public TokenEmbedding(long vocabulary, long width, double deviation, RandomStream stream) {
    this.width = width;
    weight =
        parameter(
            "weight",
            Parameter.Type.WEIGHT,
            Initializers.normal(stream, deviation),
            vocabulary,
            width);
  }

  /**
   * Looks up the vector of each token.
   *
   * @param tokens (B, T) int64 ids below V
   * @return (B, T, d_model), owned by the manager of {@code tokens}
   */
  public NDArray embed(NDArray tokens) {
    return Embedding.embedding(tokens, array(weight), SparseFormat.DENSE).singletonOrThrow();
  }

  /** The table itself, which a model may also use as the weight of its output layer. */
  public Parameter weight() {
    return weight;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0].add(width)};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(embed(inputs.singletonOrThrow()));
  }
}
