package org.attentionlab.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcatenationTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyPartGetsItsGradientHoweverManyThereAre(int parts) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {1, 2, 3});
      x.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDList list = new NDList();
        for (int i = 0; i < parts; i++) {
          list.add(x);
        }
        NDArray joined = Concatenation.along(0, list);
        assertThat(joined.size()).isEqualTo(3L * parts);
        collector.backward(joined.sum());
      }
      assertThat(x.getGradient().toFloatArray()).containsOnly(parts);
    }
  }
}
