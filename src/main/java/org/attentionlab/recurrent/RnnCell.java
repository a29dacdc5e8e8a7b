package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;

/** The plain recurrent cell (Elman 1990): h_t = tanh(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh). */
public final class RnnCell extends RecurrentCell {

  /** A cell that reads width I and remembers width H. */
  public RnnCell(long inputWidth, long hiddenWidth, RandomStream stream) {
    super(inputWidth, hiddenWidth, 1, stream);
  }

  @Override
  protected RecurrentState next(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias) {
    return formula(fromInput, previous, hiddenWeight, hiddenBias);
  }

  /** The formula with weights that the caller owns; see {@link RecurrentCell#next}. */
  static RecurrentState formula(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias) {
    NDArray fromState = Linear.apply(previous.hidden(), hiddenWeight, hiddenBias); // (B, H)
    return RecurrentState.of(fromInput.add(fromState).tanh());
  }
}
