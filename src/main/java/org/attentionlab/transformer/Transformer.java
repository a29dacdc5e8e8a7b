package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;
import org.attentionlab.attention.Mask;
import org.attentionlab.attention.MultiHeadAttention;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.nn.Dropout;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.nn.TokenEmbedding;

/**
 * The Transformer, section 3 and figure 1 of "Attention Is All You Need" (Vaswani et al. 2017). One
 * embedding table serves the source, the target and, as its transpose, the output layer (section
 * 3.4).
 */
public final class Transformer extends Layer implements SequenceToSequence {

  private final TransformerConfig config;
  private final RandomStream stream;
  private final TokenEmbedding embedding;
  private final Encoder encoder;
  private final Decoder decoder;
  private final InputEmbedding sourceInput;
  private final InputEmbedding targetInput;

  /**
   * A model of the given sizes; call {@link #initialize(NDManager)} before using it.
   *
   * @param seed equal seeds give equal starting weights and dropout masks
   */
  public Transformer(TransformerConfig config, long seed) {
    this.config = config;
    stream = RandomStream.of(seed);
    embedding =
        addChildBlock(
            "embedding", new TokenEmbedding(config.vocabulary(), config.modelWidth(), stream));
    encoder = addChildBlock("encoder", new Encoder(config, stream));
    decoder = addChildBlock("decoder", new Decoder(config, stream));
    Dropout dropout = new Dropout(config.dropout(), stream);
    sourceInput = new InputEmbedding(config, embedding, positions("source_positions"), dropout);
    targetInput = new InputEmbedding(config, embedding, positions("target_positions"), dropout);
  }

  private LearnedPositions positions(String name) {
    return config.positions() == TransformerConfig.Positions.SINUSOIDAL
        ? null
        : addChildBlock(
            name, new LearnedPositions(config.maximumLength(), config.modelWidth(), stream));
  }

  /** The sizes of this model. */
  public TransformerConfig config() {
    return config;
  }

  /**
   * Reads the whole source at once.
   *
   * @param source (B, S) token ids
   * @return the memory (B, S, d_model) and each layer's attention weights
   */
  public Encoder.Output encode(NDArray source, boolean training) {
    return encoder.encode(sourceInput.embed(source, 0, training), sourceMask(source), training);
  }

  /**
   * Reads a whole target (teacher forcing), each position seeing only itself and those before.
   *
   * @param source (B, S) token ids, for their padding
   * @param memory (B, S, d_model) from {@link #encode}
   * @param target (B, T) token ids that begin with {@code <sos>}
   * @return the states (B, T, d_model) and each layer's attention weights
   */
  public Decoder.Output decode(NDArray source, NDArray memory, NDArray target, boolean training) {
    return decoder.decode(
        targetInput.embed(target, 0, training),
        memory,
        targetMask(target),
        sourceMask(source),
        training);
  }

  @Override
  public NDArray decoderStates(NDArray source, NDArray target, boolean training) {
    NDArray memory = encode(source, training).memory();
    return decode(source, memory, target, training).states();
  }

  /**
   * Who looked at whom while {@code target} was read with {@code source}.
   *
   * @param source (B, S) token ids
   * @param target (B, T) token ids
   */
  public AttentionWeights attentionWeights(NDArray source, NDArray target) {
    Encoder.Output encoded = encode(source, false);
    Decoder.Output decoded = decode(source, encoded.memory(), target, false);
    return new AttentionWeights(
        encoded.selfWeights(), decoded.selfWeights(), decoded.crossWeights());
  }

  /**
   * One of the 3 N attentions.
   *
   * @param layer from 0
   */
  public MultiHeadAttention attention(AttentionUse use, int layer) {
    if (layer < 0 || layer >= config.layers()) {
      throw new IllegalArgumentException(
          "There is no layer %d: this model has N = %d layers, counted from 0."
              .formatted(layer, config.layers()));
    }
    return switch (use) {
      case ENCODER_SELF -> encoder.layers().get(layer).selfAttention();
      case DECODER_SELF -> decoder.layers().get(layer).selfAttention();
      case CROSS -> decoder.layers().get(layer).crossAttention();
    };
  }

  @Override
  public DecodingState start(NDArray source) {
    return new CachedDecoding(this, source);
  }

  Decoder decoder() {
    return decoder;
  }

  Encoder encoder() {
    return encoder;
  }

  TokenEmbedding embedding() {
    return embedding;
  }

  InputEmbedding sourceInput() {
    return sourceInput;
  }

  InputEmbedding targetInput() {
    return targetInput;
  }

  Mask targetMask(NDArray target) {
    return Mask.lookAhead(target.getManager(), target.getShape().get(1))
        .or(Mask.padding(target, config.paddingId()).simplified());
  }

  Mask sourceMask(NDArray source) {
    return Mask.padding(source, config.paddingId()).simplified();
  }

  @Override
  public Parameter outputWeight() {
    return embedding.weight();
  }

  @Override
  public Optional<Parameter> outputBias() {
    return Optional.empty();
  }

  @Override
  public int paddingId() {
    return config.paddingId();
  }

  @Override
  public RandomStream randomStream() {
    return stream;
  }

  /** The shape of the logits, (B, T, V), for inputs (B, S) and (B, T). */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[1].add(config.vocabulary())};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(logits(inputs.get(0), inputs.get(1), training)); // (B, T, V)
  }
}
