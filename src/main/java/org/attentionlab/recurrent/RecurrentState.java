package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import java.util.function.UnaryOperator;
import org.attentionlab.nn.Concatenation;
import org.attentionlab.nn.Rows;

/**
 * What a recurrent network carries from step to step.
 *
 * @param hidden h, (B, H), or (1, B, H) where the fused kernels want it
 * @param cell c, the same shape, for an LSTM; {@code null} for RNN and GRU
 */
public record RecurrentState(NDArray hidden, NDArray cell) {

  /** A state without a cell. */
  public static RecurrentState of(NDArray hidden) {
    return new RecurrentState(hidden, null);
  }

  /** The same change made to h and, if there is one, to c. */
  public RecurrentState map(UnaryOperator<NDArray> change) {
    return new RecurrentState(change.apply(hidden), cell == null ? null : change.apply(cell));
  }

  /** Sentences {@code from} to {@code to} (exclusive) of a (B, H) state. */
  RecurrentState rows(long from, long to) {
    return map(array -> array.get(new NDIndex().addSliceDim(from, to)));
  }

  /** Some sentences of a (L, B, H) state, which is closed. */
  RecurrentState select(int[] rows) {
    return map(
        array -> {
          try (array;
              NDArray byRow = array.swapAxes(0, 1);
              NDArray chosen = Rows.of(byRow, rows)) { // (rows, L, H)
            return chosen.swapAxes(0, 1);
          }
        });
  }

  /** Joins states along an axis. */
  static RecurrentState concat(List<RecurrentState> parts, int axis) {
    NDList hidden = new NDList();
    NDList cells = new NDList();
    for (RecurrentState part : parts) {
      hidden.add(part.hidden);
      if (part.cell != null) {
        cells.add(part.cell);
      }
    }
    return new RecurrentState(
        Concatenation.along(axis, hidden),
        cells.isEmpty() ? null : Concatenation.along(axis, cells));
  }
}
