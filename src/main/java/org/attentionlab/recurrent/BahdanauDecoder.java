package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.attention.Attended;
import org.attentionlab.attention.AttentionScore;
import org.attentionlab.nn.RandomStream;

/**
 * The decoder of Bahdanau et al. 2015: before step t the last state s_{t-1} looks back, and the
 * context c_t is read together with the last token. Steps depend on each other, so they run one by
 * one.
 */
public final class BahdanauDecoder extends AttendingDecoder {

  /**
   * A decoder of the given sizes.
   *
   * @param attention scores queries of width H with keys of the encoder's width; additive in the
   *     paper
   * @param stream draws the starting weights and the dropout masks
   */
  public BahdanauDecoder(Seq2SeqConfig config, AttentionScore attention, RandomStream stream) {
    super(
        config.network(config.embeddingWidth() + config.memoryWidth(), false, stream),
        attention,
        config,
        stream);
  }

  @Override
  public Output read(NDArray embedded, RecurrentState from, SourceMemory memory, boolean training) {
    NDArray prepared = attention.prepare(memory.states()); // (B, S, A), once for all steps
    List<Output> steps = new ArrayList<>();
    RecurrentState state = from;
    NDArray query = topLayer(from); // s_0
    for (NDArray token : embedded.split(embedded.getShape().get(1), 1)) { // (B, 1, E)
      Attended context = attention.attendPrepared(query, prepared, memory.states(), memory.mask());
      NDArray input = token.concat(context.output(), 2); // (B, 1, E + D)
      RecurrentLayer.Output run = network.run(input, state, null, training); // s_t, (B, 1, H)
      NDArray joined = combined(context.output(), run.output());
      steps.add(new Output(joined, context.weights(), run.last()));
      state = run.last();
      query = run.output();
    }
    return join(steps);
  }

  /** The last layer's h of a state (L, B, H), as one query a sentence: (B, 1, H). */
  private static NDArray topLayer(RecurrentState state) {
    long top = state.hidden().getShape().get(0) - 1;
    return state.hidden().get(new NDIndex().addIndices(top)).expandDims(1);
  }
}
