package org.attentionlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.attentionlab.training.Safetensors;
import org.attentionlab.training.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchNormTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private BatchNorm norm(long width) {
    BatchNorm norm = new BatchNorm(width);
    norm.initialize(manager);
    return norm;
  }

  /** Feature 1 is 1, 3, 5, 7: mean 4, variance 5 (biased), 20/3 (unbiased). */
  @Test
  void a_feature_gets_mean_zero_and_variance_one_and_the_averages_move_a_tenth_of_the_way() {
    BatchNorm norm = norm(2);
    NDArray x = manager.create(new float[] {1, 0, 3, 0, 5, 0, 7, 0}, new Shape(2, 2, 2));
    float[] y = norm.normalize(x, true).toFloatArray();
    double deviation = Math.sqrt(5 + 1e-5);
    double[] expected = {-3 / deviation, 0, -1 / deviation, 0, 1 / deviation, 0, 3 / deviation, 0};
    for (int i = 0; i < y.length; i++) {
      assertThat((double) y[i]).isCloseTo(expected[i], within(1e-6));
    }
    Map<String, NDArray> state = Weights.of(norm);
    assertThat(state.get("running_mean").getFloat(0)).isCloseTo(0.4f, within(1e-6f));
    assertThat(state.get("running_var").getFloat(0))
        .isCloseTo((float) (0.9 + 0.1 * 20 / 3), within(1e-6f));
    assertThat(state.get("num_batches_tracked").getLong()).isEqualTo(1);
  }

  @Test
  void in_inference_the_averages_are_used_and_a_row_does_not_depend_on_its_neighbours() {
    BatchNorm norm = norm(3);
    NDArray x = manager.randomNormal(new Shape(4, 5, 3));
    norm.normalize(x, true);
    NDArray alone = norm.normalize(x.get("1:2"), false);
    assertThat(alone.toFloatArray())
        .containsExactly(norm.normalize(x, false).get("1:2").toFloatArray());
    assertThat(norm.normalize(x.get("1:2"), true).toFloatArray())
        .isNotEqualTo(norm.normalize(x, true).get("1:2").toFloatArray());
  }

  @Test
  void inference_changes_no_average() {
    BatchNorm norm = norm(3);
    norm.normalize(manager.randomNormal(new Shape(4, 3)), false);
    Map<String, NDArray> state = Weights.of(norm);
    assertThat(state.get("running_mean").toFloatArray()).containsOnly(0);
    assertThat(state.get("running_var").toFloatArray()).containsOnly(1);
    assertThat(state.get("num_batches_tracked").getLong()).isZero();
  }

  @Test
  void only_gain_and_bias_learn_but_all_five_are_saved_and_come_back(@TempDir Path folder)
      throws IOException {
    BatchNorm norm = norm(3);
    assertThat(Weights.learned(norm)).containsOnlyKeys("weight", "bias");
    for (int i = 0; i < 4; i++) {
      norm.normalize(manager.randomNormal(new Shape(6, 3)), true);
    }
    Path file = folder.resolve("norm.safetensors");
    Safetensors.write(file, Weights.of(norm), Map.of());
    BatchNorm other = norm(3);
    Weights.copy(Safetensors.read(file, manager).tensors(), Weights.of(other));
    assertThat(Weights.of(other).get("num_batches_tracked").getLong()).isEqualTo(4);
    NDArray x = manager.randomNormal(new Shape(2, 3));
    assertThat(other.normalize(x, false).toFloatArray())
        .containsExactly(norm.normalize(x, false).toFloatArray());
  }

  @Test
  void a_single_row_has_no_statistics_to_train_with() {
    BatchNorm norm = norm(3);
    assertThatThrownBy(() -> norm.normalize(manager.ones(new Shape(1, 1, 3)), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(1, 1, 3)")
        .hasMessageContaining("inference");
    assertThat(norm.normalize(manager.ones(new Shape(1, 1, 3)), false).getShape())
        .isEqualTo(new Shape(1, 1, 3));
  }

  @Test
  void a_wrong_width_and_a_momentum_above_one_are_refused() {
    assertThatThrownBy(() -> norm(3).normalize(manager.ones(new Shape(2, 4)), true))
        .hasMessageContaining("width 3");
    assertThatThrownBy(() -> new BatchNorm(3, 1e-5, 1.5)).hasMessageContaining("1.5");
  }

  @Test
  void training_leaves_nothing_behind_in_the_weights_manager() {
    BatchNorm norm = norm(3);
    int before = manager.getManagedArrays().size();
    for (int i = 0; i < 5; i++) {
      try (NDManager scratch = manager.newSubManager()) {
        norm.normalize(scratch.randomNormal(new Shape(4, 2, 3)), true);
        norm.normalize(scratch.randomNormal(new Shape(4, 2, 3)), false);
      }
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }
}
