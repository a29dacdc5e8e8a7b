package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;

/**
 * The LSTM cell (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000). Gate
 * blocks lie in PyTorch's order: input i, forget f, candidate g, output o.
 */
public final class LstmCell extends RecurrentCell {

  /** The number of gate blocks. */
  static final int GATES = 4;

  /** A cell that reads width I and remembers width H. */
  public LstmCell(long inputWidth, long hiddenWidth, RandomStream stream) {
    super(inputWidth, hiddenWidth, GATES, stream);
  }

  /**
   * What the gates say at one step; each (B, H).
   *
   * @param input i: how much of the candidate is written
   * @param forget f: the share of the cell that is kept
   * @param candidate g: what could be written
   * @param output o: how much of the cell is shown
   */
  public record Gates(NDArray input, NDArray forget, NDArray candidate, NDArray output) {

    /** From the sums before the squashing, (B, 4 H). */
    private static Gates of(NDArray sums) {
      NDList blocks = sums.split(GATES, 1); // each (B, H)
      return new Gates(
          Activation.sigmoid(blocks.get(0)),
          Activation.sigmoid(blocks.get(1)),
          blocks.get(2).tanh(),
          Activation.sigmoid(blocks.get(3)));
    }

    /** c_t from c_{t-1}, both (B, H). */
    NDArray cell(NDArray previous) {
      return forget.mul(previous).add(input.mul(candidate));
    }

    /** h_t from c_t, both (B, H). */
    NDArray hidden(NDArray cell) {
      return output.mul(cell.tanh());
    }
  }

  /**
   * What the gates say when {@code x} is read, to look inside.
   *
   * @param x (B, I)
   * @param previous the state before, (B, H)
   */
  public Gates gates(NDArray x, RecurrentState previous) {
    NDArray fromState = Linear.apply(previous.hidden(), hiddenWeight(), hiddenBias());
    return Gates.of(fromInput(x).add(fromState));
  }

  @Override
  protected RecurrentState next(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias) {
    return formula(fromInput, previous, hiddenWeight, hiddenBias);
  }

  /** The formula with weights that the caller owns; see {@link RecurrentCell#next}. */
  static RecurrentState formula(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias) {
    NDArray fromState = Linear.apply(previous.hidden(), hiddenWeight, hiddenBias); // (B, 4 H)
    Gates gates = Gates.of(fromInput.add(fromState));
    NDArray cell = gates.cell(previous.cell());
    return new RecurrentState(gates.hidden(cell), cell);
  }
}
