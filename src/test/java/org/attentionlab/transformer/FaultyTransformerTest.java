package org.attentionlab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.UnaryOperator;
import org.attentionlab.evaluation.LeakTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault is found by its own test, and by none of the others that it should pass. */
class FaultyTransformerTest {

  private static final TransformerConfig CONFIG =
      TransformerConfig.tiny()
          .change()
          .optLayers(2)
          .optModelWidth(16)
          .optInnerWidth(32)
          .optHeads(2)
          .optDropout(0.1)
          .build()
          .withVocabulary(12);

  private NDManager manager;
  private NDArray source; // (3, 6), no padding
  private NDArray target; // (1, 6)

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    source =
        manager.create(new long[][] {{5, 6, 7, 8, 9, 2}, {9, 9, 4, 5, 6, 2}, {4, 10, 11, 4, 7, 2}});
    target = manager.create(new long[][] {{1, 8, 9, 10, 4, 5}});
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void withoutAFaultItIsTheTransformerOfTheSameSeed() {
    Transformer expected = new Transformer(CONFIG, 3);
    expected.initialize(manager);
    NDArray targets = target.repeat(0, 3);
    assertThat(model(FaultPlace.NONE).logits(source, targets, false).toFloatArray())
        .containsExactly(expected.logits(source, targets, false).toFloatArray(), within(1e-6f));
  }

  @ParameterizedTest
  @EnumSource(FaultPlace.class)
  void onlyAMissingLookAheadMaskShowsTheFuture(FaultPlace place) {
    if (place == FaultPlace.DROPOUT) {
      return; // no two runs are equal
    }
    FaultyTransformer model = model(place);
    NDArray one = source.get("0:1");
    assertThat(LeakTest.lookAhead(t -> model.logits(one, t, false), target, 12, 1).isClean())
        .isEqualTo(place != FaultPlace.LOOK_AHEAD_MASK);
  }

  @ParameterizedTest
  @EnumSource(FaultPlace.class)
  void onlyAMissingPaddingMaskLetsPaddingMoveASentenceAlone(FaultPlace place) {
    if (place == FaultPlace.DROPOUT) {
      return;
    }
    FaultyTransformer model = model(place);
    assertThat(
            LeakTest.padding(s -> model.logits(s, target, false), source.get("0:1"), 0, 4)
                .isClean())
        .isEqualTo(place != FaultPlace.SOURCE_PADDING_MASK);
  }

  @ParameterizedTest
  @EnumSource(FaultPlace.class)
  void onlyWrongAxesMixSentencesOfEqualLength(FaultPlace place) {
    if (place == FaultPlace.DROPOUT) {
      return;
    }
    FaultyTransformer model = model(place);
    UnaryOperator<NDArray> reads =
        s -> model.logits(s, target.repeat(0, s.getShape().get(0)), false);
    assertThat(LeakTest.batch(reads, source).isClean()).isEqualTo(place != FaultPlace.MEMORY_AXES);
  }

  @ParameterizedTest
  @EnumSource(FaultPlace.class)
  void onlyWithoutPositionsTheEncoderIsBlindToOrder(FaultPlace place) {
    FaultyTransformer model = model(place);
    assertThat(LeakTest.permutation(s -> model.memory(s, false), source.get("0:1"), 1).isClean())
        .isEqualTo(place == FaultPlace.SOURCE_POSITIONS);
  }

  @ParameterizedTest
  @EnumSource(FaultPlace.class)
  void onlyWithDropoutOnTwoRunsDiffer(FaultPlace place) {
    FaultyTransformer model = model(place);
    NDArray targets = target.repeat(0, 3);
    float difference =
        model
            .logits(source, targets, false)
            .sub(model.logits(source, targets, false))
            .abs()
            .max()
            .getFloat();
    assertThat(difference > 0).isEqualTo(place == FaultPlace.DROPOUT);
  }

  private FaultyTransformer model(FaultPlace place) {
    FaultyTransformer model = new FaultyTransformer(CONFIG, 3, place);
    model.initialize(manager);
    return model;
  }
}
