package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.TokenEmbedding;

/**
 * A language model over characters: after each character it scores what the next one is. A vector
 * for each character, a recurrent network that reads them, and a linear map from its state to a
 * score for each character (Mikolov et al. 2010, with characters for words).
 */
public final class CharacterLanguageModel extends Layer {

  /**
   * The sizes.
   *
   * @param vocabulary V, the number of different characters
   * @param embeddingWidth E
   * @param hiddenWidth H
   * @param cell which recurrent cell
   */
  public record Config(
      int vocabulary, int embeddingWidth, int hiddenWidth, Seq2SeqConfig.Cell cell) {

    /** A plain RNN. */
    public static Config rnn(int vocabulary, int embeddingWidth, int hiddenWidth) {
      return new Config(vocabulary, embeddingWidth, hiddenWidth, Seq2SeqConfig.Cell.RNN);
    }
  }

  /**
   * What reading some characters gave.
   *
   * @param logits scores of the next character after each one read, (B, T, V)
   * @param last the state after the last one, (1, B, H), with which reading can go on
   */
  public record Output(NDArray logits, RecurrentState last) {}

  private final Config config;
  private final TokenEmbedding embedding;
  private final RecurrentLayer network;
  private final Linear output;

  /**
   * A model of the given sizes.
   *
   * @param stream draws the starting weights
   */
  public CharacterLanguageModel(Config config, RandomStream stream) {
    this.config = config;
    embedding =
        addChildBlock(
            "embedding", new TokenEmbedding(config.vocabulary(), config.embeddingWidth(), stream));
    network =
        addChildBlock(
            "network",
            config
                .cell()
                .layer(RecurrentConfig.of(config.embeddingWidth(), config.hiddenWidth()), stream));
    output =
        addChildBlock(
            "output", new Linear(config.hiddenWidth(), config.vocabulary(), true, stream));
  }

  /** The sizes of this model. */
  public Config config() {
    return config;
  }

  /** The weights that carry the state from step to step: W_hh, (H, H) for the plain RNN. */
  public Parameter hiddenWeight() {
    return NamedParameters.of(network).get("weight_hh_l0");
  }

  /**
   * Reads characters.
   *
   * @param characters (B, T) int64 ids
   * @param from the state before the first, (1, B, H), or {@code null} to begin
   */
  public Output read(NDArray characters, RecurrentState from) {
    NDArray embedded = embedding.embed(characters); // (B, T, E)
    RecurrentLayer.Output states = network.run(embedded, from, null, false); // (B, T, H)
    return new Output(output.map(states.output()), states.last());
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0].add(config.vocabulary())};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(read(inputs.singletonOrThrow(), null).logits());
  }
}
