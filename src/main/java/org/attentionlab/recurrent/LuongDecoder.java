package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import org.attentionlab.attention.Attended;
import org.attentionlab.attention.AttentionScore;
import org.attentionlab.nn.RandomStream;

/**
 * The decoder of Luong et al. 2015: the recurrent network runs first, then each state s_t looks
 * back, and tanh(W_c [c_t; s_t]) goes to the output layer. Without their input feeding, so that all
 * steps of a known target run in one kernel call.
 */
public final class LuongDecoder extends AttendingDecoder {

  /**
   * A decoder of the given sizes.
   *
   * @param attention scores queries of width H with keys of the encoder's width
   * @param stream draws the starting weights and the dropout masks
   */
  public LuongDecoder(Seq2SeqConfig config, AttentionScore attention, RandomStream stream) {
    super(config.network(config.embeddingWidth(), false, stream), attention, config, stream);
  }

  @Override
  public Output read(NDArray embedded, RecurrentState from, SourceMemory memory, boolean training) {
    RecurrentLayer.Output run = network.run(embedded, from, null, training); // s_t, (B, T, H)
    Attended context = // c_t, (B, T, D)
        attention.attend(run.output(), memory.states(), memory.states(), memory.mask());
    return new Output(combined(context.output(), run.output()), context.weights(), run.last());
  }
}
