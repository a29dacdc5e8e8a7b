package org.attentionlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearProbeTest {

  private final Random random = new Random(1);

  private float[][] noise(int rows, int width) {
    float[][] x = new float[rows][width];
    for (float[] row : x) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return x;
  }

  private int[] classes(int rows, int number) {
    return random.ints(rows, 0, number).toArray();
  }

  @Test
  void it_reads_what_is_there_however_small_and_far_from_zero() {
    float[][] x = noise(600, 6);
    int[] classes = classes(600, 3);
    for (int row = 0; row < x.length; row++) {
      x[row][4] = 100 + 0.01f * (classes[row] == 1 ? 1 : 0);
      x[row][5] = classes[row] == 2 ? 1 : 0;
    }
    float[][] other = java.util.Arrays.copyOfRange(x, 400, 600);
    int[] otherClasses = java.util.Arrays.copyOfRange(classes, 400, 600);
    LinearProbe probe =
        LinearProbe.fit(
            java.util.Arrays.copyOf(x, 400), java.util.Arrays.copyOf(classes, 400), 3, 1e-3);
    assertThat(probe.accuracyPercent(other, otherClasses)).isEqualTo(100);
  }

  @Test
  void on_noise_it_is_at_chance() {
    LinearProbe probe = LinearProbe.fit(noise(1000, 5), classes(1000, 4), 4, 1e-3);
    assertThat(probe.accuracyPercent(noise(2000, 5), classes(2000, 4))).isBetween(18.0, 32.0);
  }

  /** The exclusive or of two signs is no linear function of them. */
  @Test
  void what_is_not_linear_stays_hidden_from_it() {
    float[][] x = noise(2000, 2);
    int[] classes = new int[2000];
    for (int row = 0; row < classes.length; row++) {
      classes[row] = x[row][0] > 0 ^ x[row][1] > 0 ? 1 : 0;
    }
    LinearProbe probe = LinearProbe.fit(x, classes, 2, 1e-3);
    assertThat(probe.accuracyPercent(x, classes)).isBetween(40.0, 65.0);
  }

  @Test
  void features_that_never_change_do_no_harm() {
    float[][] x = {{1, 0}, {1, 1}, {1, 0}, {1, 1}};
    LinearProbe probe = LinearProbe.fit(x, new int[] {0, 1, 0, 1}, 2, 1e-6);
    assertThat(probe.classOf(1, 0)).isZero();
    assertThat(probe.classOf(1, 1)).isEqualTo(1);
  }

  @Test
  void as_many_classes_as_vectors_are_needed() {
    assertThatThrownBy(() -> LinearProbe.fit(new float[3][2], new int[2], 2, 1e-3))
        .hasMessageContaining("3 vectors, 2 classes");
  }
}
