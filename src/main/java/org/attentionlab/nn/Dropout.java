package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Dropout (Srivastava et al. 2014; section 5.4 of the paper): in training each element becomes 0
 * with probability {@code rate}, and the others are multiplied by 1 / (1 - rate), so that the
 * expected value stays. The masks come from our own {@link RandomStream}, see {@link DropoutMask}.
 */
public final class Dropout extends Layer {

  private final double rate;
  private final RandomStream stream;

  /**
   * Dropout with probability {@code rate}, at least 0 and less than 1.
   *
   * @param stream draws the masks
   */
  public Dropout(double rate, RandomStream stream) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "Expected a dropout rate from 0 (no dropout) to below 1, but got " + rate + ".");
    }
    this.rate = rate;
    this.stream = stream;
  }

  /**
   * Drops elements of {@code x} if {@code training}; otherwise returns {@code x} itself.
   *
   * @param x any shape
   * @return the same shape
   */
  public NDArray drop(NDArray x, boolean training) {
    if (!training || rate == 0) {
      return x;
    }
    return x.mul(DropoutMask.draw(x.getManager(), x.getShape(), rate, stream));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(drop(inputs.singletonOrThrow(), training));
  }
}
