package org.attentionlab.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MaskTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aTokenSeesItselfAndTheTokensBeforeIt() {
    assertThat(Mask.lookAhead(manager, 3).hidden().toBooleanArray())
        .containsExactly(false, true, true, false, false, true, false, false, false);
  }

  @Test
  void paddingIsHiddenAsAKeyFromEveryQuery() {
    Mask mask = Mask.padding(manager.create(new long[][] {{5, 9, 9}, {5, 5, 9}}), 9);
    assertThat(mask.hidden().getShape()).isEqualTo(new Shape(2, 1, 1, 3));
    assertThat(mask.hidden().toBooleanArray())
        .containsExactly(false, true, true, false, false, true);
  }

  @Test
  void aMaskedKeyHasWeightExactlyZeroEvenIfItsScoreIsHuge() {
    NDArray scores = manager.create(new float[] {0, 1e4f, 0}, new Shape(1, 1, 1, 3));
    Mask second = Mask.of(manager.create(new boolean[] {false, true, false}, new Shape(1, 3)));
    assertThat(second.softmax(scores).toFloatArray()).containsExactly(0.5f, 0f, 0.5f);
  }

  @Test
  void aQueryThatSeesNothingGetsWeightsZeroAndPassesNoGradient() {
    NDArray scores = manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 1, 2, 2));
    Mask firstRowBlind =
        Mask.of(manager.create(new boolean[] {true, true, false, false}, new Shape(2, 2)));
    scores.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray weights = firstRowBlind.softmax(scores);
      assertThat(weights.toFloatArray()[0]).isZero();
      assertThat(weights.toFloatArray()[1]).isZero();
      collector.backward(
          weights.mul(manager.create(new float[] {1, 5, 2, 9}, weights.getShape())).sum());
    }
    float[] gradient = scores.getGradient().toFloatArray();
    assertThat(gradient[0]).isZero();
    assertThat(gradient[1]).isZero();
    assertThat(gradient[2]).isNotZero();
    assertThat(gradient[2] + gradient[3]).isCloseTo(0, within(1e-6f));
  }

  @Test
  void orHidesWhatEitherMaskHides() {
    Mask both =
        Mask.lookAhead(manager, 2).or(Mask.padding(manager.create(new long[][] {{0, 7}}), 0));
    assertThat(both.hidden().getShape()).isEqualTo(new Shape(1, 1, 2, 2));
    assertThat(both.hidden().toBooleanArray()).containsExactly(true, true, true, false);
    assertThat(Mask.none().or(both)).isSameAs(both);
    assertThat(both.or(Mask.none())).isSameAs(both);
  }

  @Test
  void aMaskThatDoesNotFitTheScoresIsRefusedWithBothShapes() {
    Mask mask = Mask.lookAhead(manager, 3);
    assertThatThrownBy(() -> mask.softmax(manager.zeros(new Shape(1, 1, 4, 4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(1, 1, 4, 4)")
        .hasMessageContaining("(1, 1, 3, 3)");
  }

  @Test
  void aMaskOfNumbersIsRefused() {
    assertThatThrownBy(() -> Mask.of(manager.zeros(new Shape(2, 2))))
        .hasMessageContaining("true = may not be seen");
  }

  @Test
  void aMaskThatHidesNothingSimplifiesToNoneAndAnyOtherStays() {
    Mask padding = Mask.padding(manager.create(new long[][] {{5, 9}}), 9);
    assertThat(padding.simplified()).isSameAs(padding);
    assertThat(Mask.padding(manager.create(new long[][] {{5, 5}}), 9).simplified().isNone())
        .isTrue();
    assertThat(Mask.none().simplified().isNone()).isTrue();
  }
}
