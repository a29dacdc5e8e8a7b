package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.experiments.CharacterTraining.Config;
import org.attentionlab.experiments.CharacterTraining.Optimizer;
import org.attentionlab.experiments.CharacterTraining.Step;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.recurrent.CharacterLanguageModel;
import org.attentionlab.recurrent.Seq2SeqConfig.Cell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterTrainingTest {

  private static final CharacterText NUMBERS =
      CharacterText.of(
          Corpora.named("numbers-en-de").pairs(Split.TRAIN).stream()
              .map(SentencePair::source)
              .limit(2000)
              .toList());

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private CharacterLanguageModel model(Cell cell, int width, long seed) {
    CharacterLanguageModel model =
        new CharacterLanguageModel(
            new CharacterLanguageModel.Config(NUMBERS.vocabulary().size(), 16, width, cell),
            RandomStream.of(seed));
    model.initialize(manager);
    return model;
  }

  private List<Step> train(CharacterLanguageModel model, Config config, int steps) {
    try (CharacterTraining training = new CharacterTraining(model, NUMBERS, config)) {
      return training.train(steps, step -> {});
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void readingOnFromAStateIsReadingAtOnce(Cell cell) {
    CharacterLanguageModel model = model(cell, 12, 1);
    NDArray pieces = NUMBERS.pieces(manager, 3, 9, RandomStream.of(2)); // (3, 9)
    NDArray whole = model.read(pieces, null).logits(); // (3, 9, V)
    var state = model.read(pieces.get(":, :5"), null).last();
    NDArray rest = model.read(pieces.get(":, 5:"), state).logits(); // (3, 4, V)
    assertThat(rest.toFloatArray())
        .containsExactly(whole.get(":, 5:").toFloatArray(), within(1e-5f));
  }

  @Test
  void aShortTrainingLearnsToSpellNumbers() {
    CharacterLanguageModel model = model(Cell.RNN, 64, 1);
    Config config = new Config(16, 40, Optimizer.ADAM, 5e-3, 1, 1);
    List<Step> steps = train(model, config, 120);
    assertThat(steps.get(0).loss()).isCloseTo(Math.log(NUMBERS.vocabulary().size()), within(0.4));
    assertThat(steps.get(119).loss()).isLessThan(1);
    CharacterSampler sampler = new CharacterSampler(model, NUMBERS.vocabulary());
    assertThat(sampler.write("seven hund", 0.1, 60, RandomStream.of(1)))
        .startsWith("seven hundred");
  }

  @Test
  void equalSeedsWriteEqualTexts() {
    CharacterSampler sampler = new CharacterSampler(model(Cell.RNN, 12, 1), NUMBERS.vocabulary());
    String once = sampler.write("t", 1, 50, RandomStream.of(3));
    assertThat(sampler.write("t", 1, 50, RandomStream.of(3))).isEqualTo(once).startsWith("t");
    assertThat(sampler.write("t", 1, 50, RandomStream.of(4))).isNotEqualTo(once);
    assertThatThrownBy(() -> sampler.write("t", 0, 50, RandomStream.of(3)))
        .hasMessageContaining("temperature above 0");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void clippingByNormSavesARunThatDiverges(long seed) {
    Config wild = new Config(16, 48, Optimizer.DESCENT, 3, Double.POSITIVE_INFINITY, seed);
    double guessing = Math.log(NUMBERS.vocabulary().size());
    List<Step> diverging = train(model(Cell.RNN, 64, seed), wild, 100);
    List<Step> saved = train(model(Cell.RNN, 64, seed), wild.clippedAt(0.5), 100);
    assertThat(saved.get(0)).isEqualTo(diverging.get(0));
    assertThat(diverging).anyMatch(step -> step.loss() > 2 * guessing || !step.isFinite());
    assertThat(saved).allMatch(step -> step.loss() < 1.5 * guessing);
    assertThat(saved.get(99).loss()).isLessThan(0.5 * guessing);
    assertThat(train(model(Cell.RNN, 64, seed), wild, 100)).isEqualTo(diverging);
  }

  @Test
  void aTextShorterThanAPieceIsRefused() {
    CharacterText tiny = CharacterText.of(List.of("ab"));
    assertThatThrownBy(() -> tiny.pieces(manager, 2, 9, RandomStream.of(1)))
        .hasMessageContaining("longer than a piece of 9 characters, but it has 4");
  }
}
