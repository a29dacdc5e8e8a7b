package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import org.attentionlab.attention.AttentionScore;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;

/**
 * What the decoders with attention have in common: a score, and a layer that joins what was found
 * with the decoder's own state.
 */
abstract class AttendingDecoder extends TargetReader {

  final AttentionScore attention;
  private final Linear combine; // W_c

  AttendingDecoder(
      RecurrentLayer network, AttentionScore attention, Seq2SeqConfig config, RandomStream stream) {
    super(network);
    this.attention = addChildBlock("attention", attention);
    int hidden = config.hiddenWidth();
    combine =
        addChildBlock("combine", new Linear(config.memoryWidth() + hidden, hidden, false, stream));
  }

  /**
   * tanh(W_c [c_t; s_t]), equation 5 of Luong et al. 2015.
   *
   * @param contexts c_t, (B, T, D)
   * @param states s_t, (B, T, H)
   * @return (B, T, H)
   */
  NDArray combined(NDArray contexts, NDArray states) {
    return combine.map(contexts.concat(states, 2)).tanh();
  }
}
