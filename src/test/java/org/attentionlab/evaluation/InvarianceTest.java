package org.attentionlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.recurrent.Seq2Seq;
import org.attentionlab.recurrent.Seq2SeqConfig;
import org.attentionlab.recurrent.Seq2SeqConfig.Cell;
import org.attentionlab.recurrent.Seq2SeqConfig.LookBack;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.transformer.Encoder;
import org.attentionlab.transformer.Transformer;
import org.attentionlab.transformer.TransformerConfig;
import org.attentionlab.transformer.TransformerConfig.Positions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must not matter does not matter, in whole models with random weights: how much padding there
 * is, and who else is in the batch.
 */
class InvarianceTest {

  private static final int VOCABULARY = 17;
  private static final int PAD = Vocabulary.PAD;
  private static final float ROUNDING = 1e-5f;

  private final NDManager manager = NDManager.newBaseManager();
  private final Random random = new Random(11);

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<Arguments> models() {
    TransformerConfig paper =
        TransformerConfig.tiny()
            .change()
            .optLayers(2)
            .optModelWidth(16)
            .optInnerWidth(32)
            .optHeads(4)
            .optDropout(0.3) // must not act outside training
            .optVocabulary(VOCABULARY)
            .build();
    TransformerConfig later =
        paper.change().optNormFirst(true).optPositions(Positions.LEARNED).build();
    return Stream.of(
        Arguments.of("Transformer", new Transformer(paper, 1)),
        Arguments.of("Transformer, pre-LN, learned positions", new Transformer(later, 2)),
        Arguments.of("RNN without attention", recurrent(Cell.RNN, LookBack.NONE, false)),
        Arguments.of("GRU, additive, two directions", recurrent(Cell.GRU, LookBack.ADDITIVE, true)),
        Arguments.of("LSTM, dot", recurrent(Cell.LSTM, LookBack.DOT, false)),
        Arguments.of(
            "LSTM, general, two directions", recurrent(Cell.LSTM, LookBack.GENERAL, true)));
  }

  private static Seq2Seq recurrent(Cell cell, LookBack attention, boolean both) {
    return new Seq2Seq(
        new Seq2SeqConfig(VOCABULARY, VOCABULARY, 8, 12, 2, cell, attention, both, 0.3, PAD), 3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void more_padding_of_the_source_changes_no_score(String name, SequenceToSequence model) {
    model.initialize(manager, DataType.FLOAT32, new Shape(1));
    for (int trial = 0; trial < 10; trial++) {
      int length = 1 + random.nextInt(7);
      long[][] source = {ids(length), ids(length)};
      NDArray target = manager.create(new long[][] {sentence(4), sentence(4)});
      NDArray tight = model.logits(manager.create(source), target, false);
      NDArray loose =
          model.logits(manager.create(padded(source, 1 + random.nextInt(9))), target, false);
      assertEqual(loose, tight);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void more_padding_of_the_target_changes_no_score_before_it(
      String name, SequenceToSequence model) {
    model.initialize(manager, DataType.FLOAT32, new Shape(1));
    NDArray source = manager.create(new long[][] {ids(5), ids(5)});
    long[][] target = {sentence(4), sentence(4)};
    NDArray tight = model.logits(source, manager.create(target), false);
    NDArray loose = model.logits(source, manager.create(padded(target, 3)), false);
    assertEqual(loose.get(new NDIndex(":, :5")), tight);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void a_sentence_alone_gets_the_scores_that_it_gets_among_others(
      String name, SequenceToSequence model) {
    model.initialize(manager, DataType.FLOAT32, new Shape(1));
    int batch = 6;
    long[][] source = new long[batch][];
    long[][] target = new long[batch][];
    for (int i = 0; i < batch; i++) {
      source[i] = Arrays.copyOf(ids(1 + i), batch); // lengths from 1 to 6, padded to 6
      target[i] = sentence(3);
    }
    NDArray together = model.logits(manager.create(source), manager.create(target), false);
    for (int i = 0; i < batch; i++) {
      NDArray alone =
          model.logits(
              manager.create(new long[][] {Arrays.copyOf(source[i], 1 + i)}),
              manager.create(new long[][] {target[i]}),
              false);
      assertEqual(alone, together.get(new NDIndex("{}:{}", i, i + 1)));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_source_of_padding_alone_keeps_a_transformer_and_its_gradients_finite(boolean normFirst) {
    Transformer model =
        new Transformer(
            TransformerConfig.tiny()
                .change()
                .optLayers(2)
                .optModelWidth(16)
                .optInnerWidth(32)
                .optHeads(4)
                .optNormFirst(normFirst)
                .optDropout(0)
                .optVocabulary(VOCABULARY)
                .build(),
            1);
    model.initialize(manager);
    NamedParameters.of(model).values().forEach(p -> p.getArray().setRequiresGradient(true));
    NDArray source = manager.create(new long[][] {new long[4], ids(4)});
    NDArray target = manager.create(new long[][] {sentence(3), sentence(3)});
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray logits = model.logits(source, target, false);
      assertFinite("scores", logits);
      collector.backward(logits.square().sum());
    }
    NamedParameters.of(model)
        .forEach((name, parameter) -> assertFinite(name, parameter.getArray().getGradient()));
  }

  @Test
  void an_encoder_without_positions_gives_shuffled_words_shuffled_states() {
    TransformerConfig sizes = TransformerConfig.tiny().change().optDropout(0).build();
    Encoder encoder = new Encoder(sizes, RandomStream.of(4));
    encoder.initialize(manager);
    for (int length = 2; length < 9; length++) {
      NDArray x = manager.randomNormal(new Shape(2, length, sizes.modelWidth()));
      LeakReport report =
          LeakTest.permutation(v -> encoder.encode(v, Mask.none(), false).memory(), x, length);
      assertThat(report).matches(LeakReport::isClean);
    }
  }

  /** Ids of words: neither padding nor a sign for the beginning or the end. */
  private long[] ids(int length) {
    return random.longs(length, 4, VOCABULARY).toArray();
  }

  /** The sign for the beginning and {@code words} words. */
  private long[] sentence(int words) {
    long[] sentence = new long[words + 1];
    sentence[0] = Vocabulary.SOS;
    System.arraycopy(ids(words), 0, sentence, 1, words);
    return sentence;
  }

  private static long[][] padded(long[][] ids, int more) {
    return Arrays.stream(ids)
        .map(row -> Arrays.copyOf(row, row.length + more)) // PAD is 0
        .toArray(long[][]::new);
  }

  private static void assertEqual(NDArray actual, NDArray expected) {
    assertThat(actual.getShape()).isEqualTo(expected.getShape());
    assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within(ROUNDING));
    assertThat(expected.abs().max().getFloat()).as("the scores say something").isPositive();
  }

  private static void assertFinite(String name, NDArray array) {
    for (float x : array.toFloatArray()) {
      assertThat(x).as(name).isFinite();
    }
  }
}
