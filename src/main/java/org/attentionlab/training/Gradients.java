package org.attentionlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.Map;

/** The gradients that a backward pass has left beside the weights, under the weights' names. */
public final class Gradients {

  private Gradients() {}

  /**
   * The gradient of each weight. These are not copies: changing them in place, as clipping does,
   * changes what the optimiser sees. A weight that took no part in the loss has gradient 0.
   *
   * @param owner will own the results (DJL would hand them to the weights' own, long-lived manager,
   *     where they would pile up)
   */
  public static Map<String, NDArray> of(Map<String, NDArray> weights, NDManager owner) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    weights.forEach(
        (name, weight) -> {
          NDArray gradient = weight.getGradient();
          gradient.attach(owner);
          gradients.put(name, gradient);
        });
    return gradients;
  }

  /** Sets all gradients to 0; a backward pass adds to them. */
  public static void zero(Map<String, NDArray> weights) {
    for (NDArray weight : weights.values()) {
      try (PtNDArray gradient = JniUtils.getGradient((PtNDArray) weight)) {
        if (gradient != null) {
          JniUtils.zeroGrad((PtNDArray) weight);
        }
      }
    }
  }
}
