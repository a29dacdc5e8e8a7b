package org.attentionlab.recurrent;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.function.UnaryOperator;

/**
 * How much of the loss's gradient reaches the cell state c_t of an LSTM at each step, as {@link
 * GradientFlow} does for h_t, and how much of it comes along the cell path alone.
 *
 * <p>From c_{t+1} = f ⊙ c_t + i ⊙ g follows ∂c_{t+1}/∂c_t = diag(f) along the path that goes from
 * cell to cell and through no gate: no weight matrix, no tanh. All other ways from c_t lead through
 * h_t = o ⊙ tanh(c_t) and the gates.
 */
public final class CellGradientFlow {

  private CellGradientFlow() {}

  /**
   * What was measured.
   *
   * @param all the norms of dL/dc_t for t = 1 … T, by every path
   * @param alongCells the same when a gradient may only go from cell to cell
   */
  public record Norms(double[] all, double[] alongCells) {}

  /**
   * Measures both, where the loss reads only the last state.
   *
   * @param cell an LSTM
   * @param inputs (B, T, I)
   * @param initial (B, H)
   * @param loss makes a scalar from h_T, (B, H)
   */
  public static Norms norms(
      LstmCell cell, NDArray inputs, RecurrentState initial, UnaryOperator<NDArray> loss) {
    return new Norms(
        measure(cell, inputs, initial, loss, false), measure(cell, inputs, initial, loss, true));
  }

  private static double[] measure(
      LstmCell cell,
      NDArray inputs,
      RecurrentState initial,
      UnaryOperator<NDArray> loss,
      boolean cellsOnly) {
    try (NDManager scratch = inputs.getManager().newSubManager()) {
      NDList cells = new NDList();
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray local = inputs.duplicate();
        local.attach(scratch);
        RecurrentState state = initial;
        for (NDArray x : local.split(inputs.getShape().get(1), 1)) {
          NDArray probe = scratch.zeros(initial.cell().getShape());
          probe.setRequiresGradient(true);
          cells.add(probe);
          RecurrentState read =
              cellsOnly ? RecurrentState.of(state.hidden().stopGradient()) : state;
          LstmCell.Gates gates = cell.gates(x.squeeze(1), read);
          NDArray c = gates.cell(state.cell()).add(probe); // c_t, (B, H)
          state = new RecurrentState(gates.hidden(c), c);
        }
        collector.backward(loss.apply(state.hidden()));
      }
      return cells.stream().map(NDArray::getGradient).mapToDouble(GradientFlow::length).toArray();
    }
  }
}
