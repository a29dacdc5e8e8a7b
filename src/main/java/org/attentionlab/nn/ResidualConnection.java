package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * What surrounds every sub-layer f of the Transformer (sections 3.1 and 5.4). Post-LN, as in the
 * paper: LayerNorm(x + Dropout(f(x))). Pre-LN, as in most later models: x +
 * Dropout(f(LayerNorm(x))).
 *
 * @param norm the layer normalization of this sub-layer
 * @param dropout applied to the output of f
 * @param normFirst whether pre-LN is used
 */
public record ResidualConnection(LayerNorm norm, Dropout dropout, boolean normFirst) {

  /** What the sub-layer reads: x itself (post-LN), or its normalization (pre-LN). */
  public NDArray enter(NDArray x) {
    return normFirst ? norm.normalize(x) : x;
  }

  /** Joins the sub-layer's output to what it started from. */
  public NDArray leave(NDArray x, NDArray sublayerOutput, boolean training) {
    NDArray sum = x.add(dropout.drop(sublayerOutput, training)); // (B, T, d_model)
    return normFirst ? sum : norm.normalize(sum);
  }

  /**
   * Runs {@code sublayer} inside the residual connection.
   *
   * @param x (B, T, d_model)
   * @return (B, T, d_model)
   */
  public NDArray around(NDArray x, UnaryOperator<NDArray> sublayer, boolean training) {
    return leave(x, sublayer.apply(enter(x)), training);
  }
}
