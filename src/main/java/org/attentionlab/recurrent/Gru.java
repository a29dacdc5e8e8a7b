package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.attentionlab.nn.RandomStream;

/** The GRU over whole sequences, see {@link GruCell}. */
public final class Gru extends RecurrentLayer {

  /**
   * A network of the given sizes.
   *
   * @param stream draws the starting weights and the dropout masks
   */
  public Gru(RecurrentConfig config, RandomStream stream) {
    super(config, GruCell.GATES, stream);
  }

  @Override
  NDList fused(NDArray x, NDList states, NDList weights) {
    return x.getNDArrayInternal().gru(x, states.get(0), weights, true, 1, 0, true, false, true);
  }

  @Override
  RecurrentState next(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias) {
    return GruCell.formula(fromInput, previous, hiddenWeight, hiddenBias);
  }

  @Override
  boolean hasCell() {
    return false;
  }
}
