package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * The position-wise feed-forward network, section 3.3, equation 2: FFN(x) = max(0, x W1 + b1) W2 +
 * b2. The same two maps work at every position, and no position sees another.
 */
public final class FeedForward extends Layer {

  private final Linear linear1;
  private final Linear linear2;

  /**
   * A network from width d_model to d_ff and back.
   *
   * @param stream draws the starting weights
   */
  public FeedForward(long modelWidth, long innerWidth, RandomStream stream) {
    linear1 = addChildBlock("linear1", new Linear(modelWidth, innerWidth, true, stream));
    linear2 = addChildBlock("linear2", new Linear(innerWidth, modelWidth, true, stream));
  }

  /**
   * Transforms each position by itself.
   *
   * @param x (B, T, d_model), or any (..., d_model)
   * @return the same shape
   */
  public NDArray transform(NDArray x) {
    NDArray inner = Activation.relu(linear1.map(x)); // (B, T, d_ff)
    return linear2.map(inner); // (B, T, d_model)
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(transform(inputs.singletonOrThrow()));
  }
}
