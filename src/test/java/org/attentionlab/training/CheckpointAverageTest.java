package org.attentionlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointAverageTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void eachWeightIsTheMeanOfItsValues() {
    Map<String, NDArray> means =
        CheckpointAverage.of(List.of(weights(1f, 2f), weights(2f, 4f), weights(6f, 0f)), manager);
    assertThat(means.get("w").toFloatArray()).containsExactly(3f, 2f);
  }

  @Test
  void aLargeAndASmallValueDoNotLoseTheSmallOne() {
    Map<String, NDArray> means =
        CheckpointAverage.of(
            List.of(weights(16_777_216f, 0f), weights(1f, 0f), weights(-16_777_216f, 0f)), manager);
    assertThat(means.get("w").getFloat(0)).isCloseTo(1 / 3f, within(1e-7f));
  }

  @Test
  void onlyTheMeansStayBehind() {
    List<Map<String, NDArray>> checkpoints = List.of(weights(1f, 2f), weights(2f, 4f));
    int before = manager.getManagedArrays().size();
    CheckpointAverage.of(checkpoints, manager);
    assertThat(manager.getManagedArrays()).hasSize(before + 1);
  }

  @Test
  void checkpointsOfAnotherModelAreRefused() {
    Map<String, NDArray> wide = Map.of("w", manager.create(new float[] {1, 2, 3}));
    Map<String, NDArray> named = Map.of("v", manager.create(new float[] {1, 2}));
    assertThatThrownBy(() -> CheckpointAverage.of(List.of(weights(1, 2), wide), manager))
        .hasMessageContaining("w is (2) in one and (3) in another");
    assertThatThrownBy(() -> CheckpointAverage.of(List.of(weights(1, 2), named), manager))
        .hasMessageContaining("[w] and [v]");
    assertThatThrownBy(() -> CheckpointAverage.of(List.of(), manager))
        .hasMessageContaining("at least one");
  }

  private Map<String, NDArray> weights(float... values) {
    return Map.of("w", manager.create(values));
  }
}
