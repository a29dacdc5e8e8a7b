package org.attentionlab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.training.Weights;
import org.junit.jupiter.api.Test;

class LearnedPositionsTest {

  @Test
  void aPositionThatNoSentenceReachesGetsNoGradient() {
    try (NDManager manager = NDManager.newBaseManager()) {
      LearnedPositions positions = new LearnedPositions(6, 4, RandomStream.of(1));
      positions.initialize(manager, DataType.FLOAT32, new Shape(1, 6, 4));
      NDArray table = Weights.of(positions).get("weight");
      table.setRequiresGradient(true);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        collector.backward(positions.add(manager.zeros(new Shape(2, 3, 4)), 0).sum());
      }
      float[] gradient = table.getGradient().toFloatArray(); // (6, 4)
      assertThat(Arrays.copyOf(gradient, 12)).containsOnly(2f); // two sentences
      assertThat(Arrays.copyOfRange(gradient, 12, 24)).containsOnly(0f);
    }
  }

  @Test
  void beyondTheTableItSaysWhatToDo() {
    try (NDManager manager = NDManager.newBaseManager()) {
      LearnedPositions positions = new LearnedPositions(6, 4, RandomStream.of(1));
      positions.initialize(manager, DataType.FLOAT32, new Shape(1, 6, 4));
      assertThatThrownBy(() -> positions.add(manager.zeros(new Shape(1, 7, 4)), 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at most 6 positions")
          .hasMessageContaining("sinusoidal");
    }
  }
}
