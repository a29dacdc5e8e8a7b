package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;

/** Layer normalization as it is written: the plain twin of {@link LayerNorm}. */
public final class LayerNormFormula {

  private LayerNormFormula() {}

  /**
   * (x - mean) / sqrt(variance + ε) · gain + bias over the last axis, with the biased variance (the
   * mean of squares, not divided by n - 1).
   *
   * @param x (..., width)
   * @param gain (width)
   * @param bias (width)
   * @return the shape of {@code x}, owned by its manager
   */
  public static NDArray normalize(NDArray x, NDArray gain, NDArray bias, double epsilon) {
    NDArray centred = x.sub(x.mean(new int[] {-1}, true)); // (..., width)
    NDArray variance = centred.mul(centred).mean(new int[] {-1}, true); // (..., 1)
    NDArray deviation = variance.add(Scalars.of(x, epsilon)).sqrt(); // (..., 1)
    return centred.div(deviation).mul(gain).add(bias); // (..., width)
  }
}
