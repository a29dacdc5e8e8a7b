package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;

/** The plain recurrent cell (Elman 1990): h_t = tanh(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh). */
public final class RnnCell extends RecurrentCell {

  /** What is done to the sum of what was read and what was remembered. */
  public enum Activation {
    /** The usual one: it keeps every number of the state between -1 and 1. */
    TANH,
    /** None. Such a cell learns little, but its Jacobian is W_hh at every step: easy to study. */
    LINEAR;

    NDArray apply(NDArray sum) {
      return this == TANH ? sum.tanh() : sum;
    }
  }

  private final Activation activation;

  /** A cell with tanh that reads width I and remembers width H. */
  public RnnCell(long inputWidth, long hiddenWidth, RandomStream stream) {
    this(inputWidth, hiddenWidth, Activation.TANH, stream);
  }

  /** A cell with another activation. */
  public RnnCell(long inputWidth, long hiddenWidth, Activation activation, RandomStream stream) {
    super(inputWidth, hiddenWidth, 1, stream);
    this.activation = activation;
  }

  @Override
  protected RecurrentState next(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias) {
    return formula(activation, fromInput, previous, hiddenWeight, hiddenBias);
  }

  /** The formula with weights that the caller owns; see {@link RecurrentCell#next}. */
  static RecurrentState formula(
      Activation activation,
      NDArray fromInput,
      RecurrentState previous,
      NDArray hiddenWeight,
      NDArray hiddenBias) {
    NDArray fromState = Linear.apply(previous.hidden(), hiddenWeight, hiddenBias); // (B, H)
    return RecurrentState.of(activation.apply(fromInput.add(fromState)));
  }
}
