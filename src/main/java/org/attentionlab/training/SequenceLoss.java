package org.attentionlab.training;

import ai.djl.ndarray.NDArray;
import org.attentionlab.nn.SequenceToSequence;

/**
 * Output layer and loss in one, so that a fast loss need never hold the scores of a whole batch.
 */
public interface SequenceLoss {

  /**
   * The loss of one batch.
   *
   * @param model gives the output layer
   * @param states (B, T, d_model), what {@code model.decoderStates} returned
   * @param labels (B, T) int64, the token that should follow at each position
   */
  BatchLoss of(SequenceToSequence model, NDArray states, NDArray labels);
}
