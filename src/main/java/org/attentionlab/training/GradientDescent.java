package org.attentionlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;

/**
 * Plain gradient descent: w = w - rate · g. The length of a step is as large as the gradient is,
 * which {@link Adam} avoids; so it is here that exploding gradients do their damage.
 */
public final class GradientDescent {

  private GradientDescent() {}

  /**
   * Moves every weight one step, in place.
   *
   * @param weights by name, e.g. from {@link Weights#learned}
   * @param gradients one for each weight, by name
   * @param rate the learning rate
   */
  public static void step(
      Map<String, NDArray> weights, Map<String, NDArray> gradients, double rate) {
    try (GradientMode off = GradientMode.off();
        NDManager scratch = weights.values().iterator().next().getManager().newSubManager()) {
      NDArray factor = scratch.full(new Shape(), (float) rate);
      weights.forEach((name, w) -> w.subi(factor.mul(gradients.get(name))));
    }
  }
}
