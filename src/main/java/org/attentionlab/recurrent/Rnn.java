package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.attentionlab.nn.RandomStream;

/** The plain recurrent network with tanh over whole sequences, see {@link RnnCell}. */
public final class Rnn extends RecurrentLayer {

  /**
   * A network of the given sizes.
   *
   * @param stream draws the starting weights and the dropout masks
   */
  public Rnn(RecurrentConfig config, RandomStream stream) {
    super(config, 1, stream);
  }

  @Override
  NDList fused(NDArray x, NDList states, NDList weights) {
    return x.getNDArrayInternal()
        .rnn(
            x,
            states.get(0),
            weights,
            true,
            1,
            ai.djl.nn.recurrent.RNN.Activation.TANH,
            0,
            false,
            false,
            true);
  }

  @Override
  RecurrentState next(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias) {
    return RnnCell.formula(RnnCell.Activation.TANH, fromInput, previous, hiddenWeight, hiddenBias);
  }

  @Override
  boolean hasCell() {
    return false;
  }
}
