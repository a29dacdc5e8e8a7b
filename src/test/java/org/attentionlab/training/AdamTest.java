package org.attentionlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdamTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void tenStepsFollowTheFormulaWithEpsilonOutsideTheCorrectedRoot() {
    double rate = 0.02;
    double epsilon = 0.5; // large, so that its place shows
    float[] gradients = {0.3f, -2f, 0.001f, 5f, 0f, 0.7f, -0.7f, 1f, 1f, -4f};
    Map<String, NDArray> weights = Map.of("w", manager.create(new float[] {1f}));
    double w = 1;
    double m = 0;
    double v = 0;
    try (Adam adam = new Adam(weights, 0.9, 0.98, epsilon)) {
      for (int t = 1; t <= gradients.length; t++) {
        float g = gradients[t - 1];
        adam.step(Map.of("w", manager.create(new float[] {g})), rate);
        m = 0.9 * m + 0.1 * g;
        v = 0.98 * v + 0.02 * g * g;
        w -=
            rate
                * (m / (1 - Math.pow(0.9, t)))
                / (Math.sqrt(v / (1 - Math.pow(0.98, t))) + epsilon);
        assertThat((double) weights.get("w").getFloat(0)).isCloseTo(w, within(1e-6));
      }
      assertThat((double) adam.firstMoments().get("w").getFloat(0)).isCloseTo(m, within(1e-6));
      assertThat((double) adam.secondMoments().get("w").getFloat(0)).isCloseTo(v, within(1e-6));
    }
  }

  @Test
  void aWeightWhoseGradientIsAlwaysZeroDoesNotMove() {
    Map<String, NDArray> weights = Map.of("w", manager.create(new float[] {1.25f, -3f}));
    try (Adam adam = new Adam(weights)) {
      for (int t = 0; t < 5; t++) {
        adam.step(Map.of("w", manager.create(new float[] {0f, 1f})), 0.1);
      }
    }
    assertThat(weights.get("w").getFloat(0)).isEqualTo(1.25f);
    assertThat(weights.get("w").getFloat(1)).isLessThan(-3f);
  }

  @Test
  void aRestoredOptimiserMakesTheSameStepsBitForBit() {
    NDArray gradient = manager.create(new float[] {0.3f, -0.1f});
    Map<String, NDArray> through = Map.of("w", manager.create(new float[] {1f, 2f}));
    Map<String, NDArray> parted = Map.of("w", manager.create(new float[] {1f, 2f}));
    try (Adam whole = new Adam(through);
        Adam first = new Adam(parted);
        Adam second = new Adam(parted)) {
      for (int t = 0; t < 6; t++) {
        whole.step(Map.of("w", gradient), 0.1);
        (t < 3 ? first : second).step(Map.of("w", gradient), 0.1);
        if (t == 2) {
          second.restore(first.state(), first.steps());
        }
      }
    }
    assertThat(parted.get("w").toFloatArray()).isEqualTo(through.get("w").toFloatArray());
  }

  @Test
  void stepsLeaveNothingBehindInTheLongLivedManagers() {
    Map<String, NDArray> weights = Map.of("w", manager.create(new float[] {1f, 2f}));
    weights.get("w").setRequiresGradient(true);
    try (Adam adam = new Adam(weights)) {
      int arrays = manager.getManagedArrays().size();
      for (int t = 0; t < 20; t++) {
        try (NDManager step = manager.newSubManager()) {
          adam.step(Map.of("w", step.create(new float[] {0.3f, -0.1f})), 0.1);
        }
      }
      assertThat(manager.getManagedArrays().size()).isEqualTo(arrays);
    }
  }

  @Test
  void aMissingGradientIsNamed() {
    Map<String, NDArray> weights = Map.of("encoder.bias", manager.create(new float[] {1f, 2f}));
    try (Adam adam = new Adam(weights)) {
      assertThatThrownBy(() -> adam.step(Map.of(), 0.1))
          .hasMessageContaining("encoder.bias")
          .hasMessageContaining("none");
      assertThat(adam.steps()).isZero();
    }
  }
}
