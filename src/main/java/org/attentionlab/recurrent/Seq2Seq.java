package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attentionlab.attention.AdditiveAttention;
import org.attentionlab.attention.DotAttention;
import org.attentionlab.attention.GeneralAttention;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.nn.Dropout;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.nn.TokenEmbedding;

/**
 * Sequence to sequence with recurrent networks (Sutskever et al. 2014; Cho et al. 2014): an encoder
 * reads the source into a context, a decoder starts from it and says the target. With attention
 * (Bahdanau et al. 2015; Luong et al. 2015) the decoder also looks back at every encoder state.
 */
public final class Seq2Seq extends Layer implements SequenceToSequence {

  private final Seq2SeqConfig config;
  private final RandomStream stream;
  private final SourceReader encoder;
  private final TokenEmbedding targetEmbedding;
  private final TargetReader decoder;
  private final Linear generator;
  private final Dropout dropout;
  private double teacherForcing = 1;

  /**
   * A model of the given sizes; call {@link #initialize(NDManager)} before using it.
   *
   * @param seed equal seeds give equal starting weights and dropout masks
   */
  public Seq2Seq(Seq2SeqConfig config, long seed) {
    this.config = config;
    stream = RandomStream.of(seed);
    int vocabulary = config.targetVocabulary();
    encoder = addChildBlock("", new SourceReader(config, stream));
    targetEmbedding =
        addChildBlock(
            "tgt_embedding", new TokenEmbedding(vocabulary, config.embeddingWidth(), 1, stream));
    decoder = addChildBlock("decoder", decoder(config, stream));
    generator =
        addChildBlock("generator", new Linear(config.hiddenWidth(), vocabulary, true, stream));
    dropout = new Dropout(config.dropout(), stream);
  }

  private static TargetReader decoder(Seq2SeqConfig config, RandomStream stream) {
    int hidden = config.hiddenWidth();
    int memory = config.memoryWidth();
    return switch (config.attention()) {
      case NONE -> new PlainDecoder(config, stream);
      case DOT -> new LuongDecoder(config, new DotAttention(), stream);
      case GENERAL ->
          new LuongDecoder(config, new GeneralAttention(hidden, memory, stream), stream);
      case ADDITIVE ->
          new BahdanauDecoder(
              config, new AdditiveAttention(hidden, memory, hidden, stream), stream);
    };
  }

  /** The sizes of this model. */
  public Seq2SeqConfig config() {
    return config;
  }

  /**
   * The share of tokens in training for which the decoder reads the true one (the default 1 is
   * teacher forcing) and not the one that it has just said itself (0 is free running). A share
   * between is scheduled sampling (Bengio et al. 2015): one coin a token.
   */
  public void setTeacherForcing(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Expected a share of teacher forcing from 0 to 1, but got " + share + ".");
    }
    teacherForcing = share;
  }

  /**
   * The encoder's last state, the only thing that a decoder without attention gets, (L, B, H).
   *
   * @param source (B, S) token ids
   */
  public RecurrentState context(NDArray source) {
    return encode(source, false).context();
  }

  /** What the encoder finds in (B, S) token ids. */
  SourceMemory encode(NDArray source, boolean training) {
    return encoder.read(source, training);
  }

  @Override
  public NDArray decoderStates(NDArray source, NDArray targetInput, boolean training) {
    return read(source, targetInput, training).states();
  }

  /**
   * Who looked at whom while {@code target} was read: (B, T, S).
   *
   * @throws IllegalStateException for a model without attention
   */
  public NDArray attentionWeights(NDArray source, NDArray target) {
    NDArray weights = read(source, target, false).weights();
    if (weights == null) {
      throw new IllegalStateException(
          "This model has no attention, so there are no weights to see. Make one with"
              + " LookBack.ADDITIVE, DOT or GENERAL.");
    }
    return weights;
  }

  private TargetReader.Output read(NDArray source, NDArray target, boolean training) {
    SourceMemory memory = encode(source, training);
    TargetReader.Output output =
        training && teacherForcing < 1
            ? readSampling(target, memory)
            : decoder.read(embedTarget(target, training), memory.context(), memory, training);
    return new TargetReader.Output(
        dropout.drop(output.states(), training), output.weights(), output.last());
  }

  /** Step by step, now and then with the model's own last word. */
  private TargetReader.Output readSampling(NDArray target, SourceMemory memory) {
    List<TargetReader.Output> steps = new ArrayList<>();
    RecurrentState state = memory.context();
    NDArray said = null;
    for (NDArray truth : target.split(target.getShape().get(1), 1)) { // (B, 1)
      NDArray token = said == null ? truth : truthOrSaid(truth, said);
      TargetReader.Output step = decoder.read(embedTarget(token, true), state, memory, true);
      said = generator.map(step.states().stopGradient()).argMax(2); // (B, 1)
      state = step.last();
      steps.add(step);
    }
    return TargetReader.join(steps);
  }

  /** Tosses a coin for each sentence; all of shape (B, 1). */
  private NDArray truthOrSaid(NDArray truth, NDArray said) {
    boolean[] isTruth = new boolean[Math.toIntExact(truth.size())];
    for (int row = 0; row < isTruth.length; row++) {
      isTruth[row] = stream.nextDouble() < teacherForcing;
    }
    NDArray coins = truth.getManager().create(isTruth, truth.getShape());
    return NDArrays.where(coins, truth, said);
  }

  private NDArray embedTarget(NDArray target, boolean training) {
    return dropout.drop(targetEmbedding.embed(target), training); // (B, T, E)
  }

  @Override
  public DecodingState start(NDArray source) {
    return new RecurrentDecoding(this, source);
  }

  /** One more token for a batch that is being decoded. */
  TargetReader.Output step(NDArray tokens, RecurrentState state, SourceMemory memory) {
    return decoder.read(embedTarget(tokens.expandDims(1), false), state, memory, false);
  }

  /** The output layer, for decoding. */
  Linear generator() {
    return generator;
  }

  @Override
  public Parameter outputWeight() {
    return generator.getDirectParameters().get("weight");
  }

  @Override
  public Optional<Parameter> outputBias() {
    return Optional.of(generator.getDirectParameters().get("bias"));
  }

  @Override
  public int paddingId() {
    return config.paddingId();
  }

  @Override
  public RandomStream randomStream() {
    return stream;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[1].add(config.targetVocabulary())};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(logits(inputs.get(0), inputs.get(1), training)); // (B, T, V)
  }
}
