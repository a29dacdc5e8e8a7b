package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attentionlab.attention.AdditiveAttention;
import org.attentionlab.attention.DotAttention;
import org.attentionlab.attention.GeneralAttention;
import org.attentionlab.attention.Mask;
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
  private final TokenEmbedding sourceEmbedding;
  private final TokenEmbedding targetEmbedding;
  private final RecurrentLayer encoder;
  private final Linear bridge; // null if the encoder reads in one direction
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
    int embedding = config.embeddingWidth();
    int hidden = config.hiddenWidth();
    sourceEmbedding =
        addChildBlock(
            "src_embedding", new TokenEmbedding(config.sourceVocabulary(), embedding, stream));
    targetEmbedding =
        addChildBlock(
            "tgt_embedding", new TokenEmbedding(config.targetVocabulary(), embedding, stream));
    encoder = addChildBlock("encoder", network(embedding, config.bidirectional()));
    bridge =
        config.bidirectional()
            ? addChildBlock("bridge", new Linear(2L * hidden, hidden, true, stream))
            : null;
    decoder = addChildBlock("decoder", decoder());
    generator =
        addChildBlock("generator", new Linear(hidden, config.targetVocabulary(), true, stream));
    dropout = new Dropout(config.dropout(), stream);
  }

  private RecurrentLayer network(int inputWidth, boolean bidirectional) {
    RecurrentConfig sizes =
        new RecurrentConfig(
            inputWidth, config.hiddenWidth(), config.layers(), bidirectional, config.dropout());
    return switch (config.cell()) {
      case RNN -> new Rnn(sizes, stream);
      case LSTM -> new Lstm(sizes, stream);
      case GRU -> new Gru(sizes, stream);
    };
  }

  private TargetReader decoder() {
    int memory = config.memoryWidth();
    int hidden = config.hiddenWidth();
    int embedding = config.embeddingWidth();
    return switch (config.attention()) {
      case NONE -> new PlainDecoder(network(embedding, false));
      case DOT ->
          new LuongDecoder(network(embedding, false), new DotAttention(), memory, hidden, stream);
      case GENERAL ->
          new LuongDecoder(
              network(embedding, false),
              new GeneralAttention(hidden, memory, stream),
              memory,
              hidden,
              stream);
      case ADDITIVE ->
          new BahdanauDecoder(
              network(embedding + memory, false),
              new AdditiveAttention(hidden, memory, hidden, stream),
              memory,
              hidden,
              stream);
    };
  }

  /** The sizes of this model. */
  public Seq2SeqConfig config() {
    return config;
  }

  /**
   * The share of steps in training at which the decoder reads the true token (the default 1 is
   * teacher forcing) and not the one that it has just said itself (0 is free running).
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

  SourceMemory encode(NDArray source, boolean training) {
    NDArray embedded = dropout.drop(sourceEmbedding.embed(source), training); // (B, S, E)
    RecurrentLayer.Output output =
        encoder.run(embedded, null, lengths(source), training); // (B, S, D)
    return new SourceMemory(
        output.output(), Mask.padding(source, config.paddingId()), bridged(output.last()));
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

  /** Step by step, now and then with the model's own last word (Bengio et al. 2015). */
  private TargetReader.Output readSampling(NDArray target, SourceMemory memory) {
    List<TargetReader.Output> steps = new ArrayList<>();
    RecurrentState state = memory.context();
    NDArray said = null;
    for (NDArray truth : target.split(target.getShape().get(1), 1)) { // (B, 1)
      boolean own = said != null && stream.nextDouble() >= teacherForcing;
      NDArray token = own ? said : truth;
      TargetReader.Output step = decoder.read(embedTarget(token, true), state, memory, true);
      said = generator.map(step.states()).argMax(2); // (B, 1)
      state = step.last();
      steps.add(step);
    }
    return TargetReader.join(steps);
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
