package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Arrays;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.Dropout;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.TokenEmbedding;

/**
 * The encoder of {@link Seq2Seq}: embeds the source's tokens and reads them with a recurrent
 * network. Its last state is the context vector.
 */
public final class SourceReader extends Layer {

  private final Seq2SeqConfig config;
  private final TokenEmbedding embedding;
  private final RecurrentLayer network;
  private final Linear bridge; // null if the network reads in one direction
  private final Dropout dropout;

  /**
   * An encoder of the given sizes.
   *
   * @param stream draws the starting weights and the dropout masks
   */
  public SourceReader(Seq2SeqConfig config, RandomStream stream) {
    this.config = config;
    int hidden = config.hiddenWidth();
    embedding =
        addChildBlock(
            "src_embedding",
            new TokenEmbedding(config.sourceVocabulary(), config.embeddingWidth(), 1, stream));
    network =
        addChildBlock(
            "encoder", config.network(config.embeddingWidth(), config.bidirectional(), stream));
    bridge =
        config.bidirectional()
            ? addChildBlock("bridge", new Linear(2L * hidden, hidden, true, stream))
            : null;
    dropout = new Dropout(config.dropout(), stream);
  }

  /**
   * Reads whole sources; padding at their ends changes nothing.
   *
   * @param source (B, S) token ids
   */
  public SourceMemory read(NDArray source, boolean training) {
    NDArray embedded = dropout.drop(embedding.embed(source), training); // (B, S, E)
    RecurrentLayer.Output output = network.run(embedded, null, lengths(source), training);
    Mask mask = Mask.padding(source, config.paddingId());
    return new SourceMemory(output.output(), mask, bridged(output.last()));
  }

  /** From both directions' last states (2 L, B, H) to the decoder's first (L, B, H). */
  private RecurrentState bridged(RecurrentState last) {
    if (bridge == null) {
      return last;
    }
    return last.map(
        states -> {
          NDArray forward = states.get(new NDIndex("0::2")); // (L, B, H)
          NDArray backward = states.get(new NDIndex("1::2"));
          return bridge.map(forward.concat(backward, 2)).tanh();
        });
  }

  /** How many tokens of each row are not padding; padding stands at the end. */
  private int[] lengths(NDArray source) {
    NDArray real = source.neq(config.paddingId()).toType(DataType.INT64, false);
    return Arrays.stream(real.sum(new int[] {1}).toLongArray())
        .mapToInt(length -> Math.toIntExact(Math.max(length, 1)))
        .toArray();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0].add(config.memoryWidth())};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(read(inputs.singletonOrThrow(), training).states());
  }
}
