package org.attentionlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientClippingTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void gradientsLongerThanTheLimitAreShortenedTogether() {
    NDArray a = manager.create(new float[] {3f, 0f});
    NDArray b = manager.create(new float[][] {{0f}, {4f}});
    double norm = new GradientClipping(1).clip(List.of(a, b));
    assertThat(norm).isCloseTo(5, within(1e-6));
    double factor = 1 / (5 + 1e-6);
    assertThat((double) a.getFloat(0)).isCloseTo(3 * factor, within(1e-7));
    assertThat((double) b.getFloat(1, 0)).isCloseTo(4 * factor, within(1e-7));
  }

  @Test
  void gradientsBelowTheLimitKeepEveryBit() {
    NDArray a = manager.create(new float[] {0.1f, 0.7f});
    new GradientClipping(1).clip(List.of(a));
    assertThat(a.toFloatArray()).containsExactly(0.1f, 0.7f);
  }

  @Test
  void zeroGradientsStayZero() {
    NDArray a = manager.create(new float[] {0f, 0f});
    assertThat(new GradientClipping(1e-9).clip(List.of(a))).isZero();
    assertThat(a.toFloatArray()).containsExactly(0f, 0f);
  }

  @Test
  void clippingChangesTheGradientThatTheWeightHolds() {
    NDArray weight = manager.create(new float[] {1f});
    NDArray unused = manager.create(new float[] {1f});
    weight.setRequiresGradient(true);
    unused.setRequiresGradient(true);
    Map<String, NDArray> weights = Map.of("weight", weight, "unused", unused);
    Gradients.zero(weights); // there is nothing yet; that must be no error
    int arrays = manager.getManagedArrays().size();
    try (NDManager step = manager.newSubManager()) {
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray ten = step.create(10f);
        collector.backward(ten.mul(weight).sum());
      }
      Map<String, NDArray> gradients = Gradients.of(weights, step);
      assertThat(gradients.get("unused").toFloatArray()).containsExactly(0f);
      new GradientClipping(1).clip(gradients.values());
      assertThat(Gradients.of(weights, step).get("weight").getFloat(0)).isBetween(0.99f, 1.01f);
      Gradients.zero(weights);
      assertThat(Gradients.of(weights, step).get("weight").toFloatArray()).containsExactly(0f);
    }
    assertThat(manager.getManagedArrays().size()).isEqualTo(arrays);
  }
}
