package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.attention.AdditiveAttention;
import org.attentionlab.attention.Attended;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;

/**
 * The decoder of Bahdanau et al. 2015: before step t the last state s_{t-1} looks back, and the
 * context c_t is read together with the last token. Steps depend on each other, so they run one by
 * one.
 */
final class BahdanauDecoder extends TargetReader {

  private final RecurrentLayer network;
  private final AdditiveAttention attention;
  private final Linear combine;

  BahdanauDecoder(
      RecurrentLayer network,
      AdditiveAttention attention,
      int memoryWidth,
      int hiddenWidth,
      RandomStream stream) {
    this.network = addChildBlock("", network);
    this.attention = addChildBlock("attention", attention);
    combine =
        addChildBlock("combine", new Linear(memoryWidth + hiddenWidth, hiddenWidth, false, stream));
  }

  @Override
  Output read(NDArray embedded, RecurrentState from, SourceMemory memory, boolean training) {
    NDArray prepared = attention.prepare(memory.states()); // (B, S, A), once for all steps
    List<Output> steps = new ArrayList<>();
    RecurrentState state = from;
    for (NDArray token : embedded.split(embedded.getShape().get(1), 1)) { // (B, 1, E)
      long top = state.hidden().getShape().get(0) - 1;
      NDArray query = state.hidden().get(new NDIndex().addIndices(top)).expandDims(1); // s_{t-1}
      Attended context = attention.attendPrepared(query, prepared, memory.states(), memory.mask());
      NDArray input = token.concat(context.output(), 2); // (B, 1, E + D)
      RecurrentLayer.Output run = network.run(input, state, null, training); // (B, 1, H)
      state = run.last();
      NDArray joined = context.output().concat(run.output(), 2); // [c_t; s_t]
      steps.add(new Output(combine.map(joined).tanh(), context.weights(), state));
    }
    return join(steps);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return network.forward(store, inputs, training);
  }
}
