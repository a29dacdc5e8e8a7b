package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import org.attentionlab.nn.RandomStream;

/** The decoder of Sutskever et al. 2014: all it knows of the source is the context vector. */
public final class PlainDecoder extends TargetReader {

  /**
   * A decoder of the given sizes.
   *
   * @param stream draws the starting weights and the dropout masks
   */
  public PlainDecoder(Seq2SeqConfig config, RandomStream stream) {
    super(config.network(config.embeddingWidth(), false, stream));
  }

  @Override
  public Output read(NDArray embedded, RecurrentState from, SourceMemory memory, boolean training) {
    RecurrentLayer.Output run = network.run(embedded, from, null, training); // (B, T, H)
    return new Output(run.output(), null, run.last());
  }
}
