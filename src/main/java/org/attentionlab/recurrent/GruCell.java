package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;

/**
 * The GRU cell (Cho et al. 2014) in PyTorch's convention: the reset gate acts after the product
 * with W_hn, and z is the share of the old state that is kept. Gate blocks lie in the order reset
 * r, update z, candidate n.
 */
public final class GruCell extends RecurrentCell {

  /** The number of gate blocks. */
  static final int GATES = 3;

  /** A cell that reads width I and remembers width H. */
  public GruCell(long inputWidth, long hiddenWidth, RandomStream stream) {
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
    NDArray old = previous.hidden(); // (B, H)
    NDList x = fromInput.split(GATES, 1); // each (B, H)
    NDList h = Linear.apply(old, hiddenWeight, hiddenBias).split(GATES, 1); // each (B, H)
    NDArray reset = Activation.sigmoid(x.get(0).add(h.get(0))); // r
    NDArray update = Activation.sigmoid(x.get(1).add(h.get(1))); // z: the share that is kept
    NDArray candidate = x.get(2).add(reset.mul(h.get(2))).tanh(); // n
    // (1 - z) n + z h, written with one product less
    return RecurrentState.of(candidate.add(update.mul(old.sub(candidate))));
  }
}
