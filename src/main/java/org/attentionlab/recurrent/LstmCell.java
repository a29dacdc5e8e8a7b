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

  @Override
  protected RecurrentState next(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias) {
    return formula(fromInput, previous, hiddenWeight, hiddenBias);
  }

  /** The formula with weights that the caller owns; see {@link RecurrentCell#next}. */
  static RecurrentState formula(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias) {
    NDArray fromState = Linear.apply(previous.hidden(), hiddenWeight, hiddenBias); // (B, 4 H)
    NDList gates = fromInput.add(fromState).split(GATES, 1); // each (B, H)
    NDArray input = Activation.sigmoid(gates.get(0)); // i: how much of the candidate is written
    NDArray forget = Activation.sigmoid(gates.get(1)); // f: the share of the cell that is kept
    NDArray candidate = gates.get(2).tanh(); // g
    NDArray output = Activation.sigmoid(gates.get(3)); // o: how much of the cell is shown
    NDArray cell = forget.mul(previous.cell()).add(input.mul(candidate)); // c_t
    return new RecurrentState(output.mul(cell.tanh()), cell);
  }
}
