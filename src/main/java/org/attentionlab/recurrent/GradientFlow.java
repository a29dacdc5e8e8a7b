package org.attentionlab.recurrent;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How much of the loss's gradient reaches each step of a recurrent cell, measured by autograd. To
 * every state a probe of zeros is added; it changes no number, and its gradient is dL/dh_t.
 */
public final class GradientFlow {

  private GradientFlow() {}

  /**
   * The norms of dL/dh_t for t = 1 … T, where the loss reads only the last state.
   *
   * @param cell RNN, LSTM or GRU
   * @param inputs (B, T, I)
   * @param initial (B, H)
   * @param loss makes a scalar from h_T, (B, H)
   * @return T norms over the whole batch, the first for step 1
   */
  public static double[] norms(
      RecurrentCell cell, NDArray inputs, RecurrentState initial, UnaryOperator<NDArray> loss) {
    int steps = Math.toIntExact(inputs.getShape().get(1));
    Shape shape = initial.hidden().getShape();
    double[] norms = new double[steps];
    try (NDManager scratch = inputs.getManager().newSubManager()) {
      List<NDArray> probes = new ArrayList<>();
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray local = inputs.duplicate();
        local.attach(scratch);
        RecurrentState state = initial;
        for (NDArray x : local.split(steps, 1)) {
          NDArray probe = scratch.zeros(shape);
          probe.setRequiresGradient(true);
          probes.add(probe);
          RecurrentState next = cell.step(x.squeeze(1), state);
          state = new RecurrentState(next.hidden().add(probe), next.cell()); // (B, H)
        }
        collector.backward(loss.apply(state.hidden()));
      }
      for (int t = 0; t < steps; t++) {
        NDArray gradient = probes.get(t).getGradient();
        norms[t] = gradient.norm().getFloat();
      }
    }
    return norms;
  }
}
