package org.attentionlab.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.Random;
import org.attentionlab.nn.Decodable;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.nn.WholePrefixDecoding;
import org.attentionlab.recurrent.Seq2Seq;
import org.attentionlab.recurrent.Seq2SeqConfig;
import org.attentionlab.recurrent.Seq2SeqConfig.Cell;
import org.attentionlab.recurrent.Seq2SeqConfig.LookBack;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.transformer.Transformer;
import org.attentionlab.transformer.TransformerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BeamSearchTest {

  private static final int WORDS = 11;
  private static final List<int[]> SOURCES =
      List.of(
          new int[] {5, 6, 7, 8, Vocabulary.EOS},
          new int[] {9, Vocabulary.EOS},
          new int[] {4, 4, 10, Vocabulary.EOS},
          new int[] {10, 9, 8, 7, 6, 5, Vocabulary.EOS});

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aBeamOfOneIsGreedySearch() {
    Transformer model = transformer(1);
    BeamSearch one = search(model).optWidth(1).optPenalty(new LengthPenalty(0)).build();
    assertSame(one.search(SOURCES), new GreedySearch(model, 4, 3).search(SOURCES));
  }

  @Test
  void theCacheOfTheTransformerChangesNothing() {
    assertCacheChangesNothing(transformer(2));
  }

  @ParameterizedTest
  @EnumSource(LookBack.class)
  void theStateOfARecurrentModelIsAllItNeeds(LookBack attention) {
    Seq2Seq model =
        new Seq2Seq(
            new Seq2SeqConfig(
                WORDS, WORDS, 8, 12, 2, Cell.LSTM, attention, false, 0, Vocabulary.PAD),
            4);
    model.initialize(manager);
    assertCacheChangesNothing(model);
  }

  private void assertCacheChangesNothing(SequenceToSequence model) {
    Decodable plain = WholePrefixDecoding.of(model);
    for (int width : new int[] {1, 3}) {
      List<List<Hypothesis>> quick = search(model).optWidth(width).build().searchAll(SOURCES);
      List<List<Hypothesis>> slow = search(plain).optWidth(width).build().searchAll(SOURCES);
      for (int i = 0; i < SOURCES.size(); i++) {
        assertSame(quick.get(i), slow.get(i));
      }
    }
  }

  @Test
  void sentencesSearchedTogetherGetWhatTheyGetAlone() {
    Transformer model = transformer(5);
    List<List<Hypothesis>> together = search(model).optBatch(4).build().searchAll(SOURCES);
    BeamSearch alone = search(model).optBatch(1).build();
    for (int i = 0; i < SOURCES.size(); i++) {
      assertSame(together.get(i), alone.searchAll(SOURCES.subList(i, i + 1)).get(0));
    }
  }

  @Test
  void theBestOneIsTheFirstOfAll() {
    BeamSearch search = search(transformer(6)).build();
    List<Hypothesis> best = search.search(SOURCES);
    List<List<Hypothesis>> all = search.searchAll(SOURCES);
    for (int i = 0; i < SOURCES.size(); i++) {
      assertSame(best.subList(i, i + 1), all.get(i).subList(0, 1));
    }
  }

  @Test
  void aSearchLeavesNoArraysBehind() {
    Transformer model = transformer(7);
    BeamSearch search = search(model).build();
    search.search(SOURCES); // tables of positions are made once
    int arrays = manager.getManagedArrays().size();
    search.search(SOURCES);
    assertThat(manager.getManagedArrays().size()).isEqualTo(arrays);
  }

  @Test
  void anEnsembleOfOneModelTwiceIsThatModel() {
    Transformer model = transformer(8);
    List<Hypothesis> twice = search(new Ensemble(List.of(model, model))).build().search(SOURCES);
    assertSame(twice, search(model).build().search(SOURCES));
  }

  @Test
  void anEnsembleGivesEachTokenTheMeanOfItsProbabilities() {
    Transformer one = transformer(9);
    Transformer other = transformer(10);
    double p = firstTokens(one)[7];
    double q = firstTokens(other)[7];
    assertThat(firstTokens(new Ensemble(List.of(one, other)))[7])
        .isCloseTo((float) ((p + q) / 2), within(1e-6f));
    assertThat(p).isNotCloseTo(q, within(1e-3));
  }

  private float[] firstTokens(Decodable model) {
    try (NDManager scratch = manager.newSubManager();
        var state = model.start(scratch.create(new long[][] {{5, 6, Vocabulary.EOS}}))) {
      return state.next(scratch.create(new long[] {Vocabulary.SOS})).softmax(-1).toFloatArray();
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> search(transformer(1)).optWidth(0).build())
        .hasMessageContaining("width >= 1");
    assertThatThrownBy(() -> BeamSearch.builder().build()).hasMessageContaining("setModel");
    assertThatThrownBy(() -> new Ensemble(List.of())).hasMessageContaining("at least one");
  }

  private static BeamSearch.Builder search(Decodable model) {
    return BeamSearch.builder().setModel(model).optExtra(4).optBatch(3);
  }

  private static void assertSame(List<Hypothesis> actual, List<Hypothesis> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).tokens()).isEqualTo(expected.get(i).tokens());
      assertThat(actual.get(i).finished()).isEqualTo(expected.get(i).finished());
      assertThat(actual.get(i).logProbability())
          .isCloseTo(expected.get(i).logProbability(), within(1e-4));
    }
  }

  /** Random weights, larger than usual, so that its choices are clear and outputs end. */
  private Transformer transformer(long seed) {
    Transformer model =
        new Transformer(
            TransformerConfig.tiny()
                .change()
                .optLayers(2)
                .optModelWidth(16)
                .optInnerWidth(32)
                .optHeads(2)
                .optVocabulary(WORDS)
                .build(),
            seed);
    model.initialize(manager);
    Random random = new Random(seed);
    Parameter weight = model.outputWeight();
    float[] values = new float[Math.toIntExact(weight.getArray().size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() * 0.5f;
    }
    weight.getArray().set(values);
    return model;
  }
}
