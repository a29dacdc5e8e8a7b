package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** The decoder of Sutskever et al. 2014: all it knows of the source is the context vector. */
final class PlainDecoder extends TargetReader {

  private final RecurrentLayer network;

  PlainDecoder(RecurrentLayer network) {
    this.network = addChildBlock("", network);
  }

  @Override
  Output read(NDArray embedded, RecurrentState from, SourceMemory memory, boolean training) {
    RecurrentLayer.Output output = network.run(embedded, from, null, training); // (B, T, H)
    return new Output(output.output(), null, output.last());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return network.forward(store, inputs, training);
  }
}
