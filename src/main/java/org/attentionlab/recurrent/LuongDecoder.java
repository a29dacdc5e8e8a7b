package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.attentionlab.attention.Attended;
import org.attentionlab.attention.AttentionScore;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;

/**
 * The decoder of Luong et al. 2015: the recurrent network runs first, then each state s_t looks
 * back, and tanh(W_c [c_t; s_t]) goes to the output layer. Without their input feeding, so that all
 * steps of a known target run in one kernel call.
 */
final class LuongDecoder extends TargetReader {

  private final RecurrentLayer network;
  private final AttentionScore attention;
  private final Linear combine;

  LuongDecoder(
      RecurrentLayer network,
      AttentionScore attention,
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
    RecurrentLayer.Output run = network.run(embedded, from, null, training); // (B, T, H)
    Attended context =
        attention.attend(run.output(), memory.states(), memory.states(), memory.mask());
    NDArray joined = context.output().concat(run.output(), 2); // [c_t; s_t], (B, T, D + H)
    return new Output(combine.map(joined).tanh(), context.weights(), run.last());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return network.forward(store, inputs, training);
  }
}
