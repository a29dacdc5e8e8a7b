package org.attentionlab.training;

import ai.djl.ndarray.NDArray;

/**
 * The loss of one batch.
 *
 * @param objective shape (): a backward pass from here leaves the gradients of the mean loss of a
 *     token. Only its gradient has a meaning; its value may be any number.
 * @param sum shape (): the loss of all tokens together, in nats
 * @param tokens the number of tokens that are not padding
 */
public record BatchLoss(NDArray objective, NDArray sum, long tokens) {

  /** The mean loss of a token; waits until it is computed. */
  public double perToken() {
    return sum.getFloat() / tokens;
  }
}
