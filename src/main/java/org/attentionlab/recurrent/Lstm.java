package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.attentionlab.nn.RandomStream;

/** The LSTM over whole sequences, see {@link LstmCell}. */
public final class Lstm extends RecurrentLayer {

  /**
   * A network of the given sizes.
   *
   * @param stream draws the starting weights and the dropout masks
   */
  public Lstm(RecurrentConfig config, RandomStream stream) {
    super(config, LstmCell.GATES, stream);
  }

  @Override
  NDList fused(NDArray x, NDList states, NDList weights) {
    return x.getNDArrayInternal().lstm(x, states, weights, true, 1, 0, true, false, true);
  }

  @Override
  RecurrentState next(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias) {
    return LstmCell.formula(fromInput, previous, hiddenWeight, hiddenBias);
  }

  @Override
  boolean hasCell() {
    return true;
  }
}
