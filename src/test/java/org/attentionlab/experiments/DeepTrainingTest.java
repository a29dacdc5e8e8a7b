package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.training.LearningRateSchedule;
import org.attentionlab.transformer.Join;
import org.junit.jupiter.api.Test;

class DeepTrainingTest {

  private static final LearningRateSchedule RATE = LearningRateSchedule.constant(3e-3);

  private static TaggingTask task(TaggingTask.Kind kind) {
    return new TaggingTask(kind, 5, 2, 6);
  }

  @Test
  void labels_read_backwards_up_to_the_padding_or_copy() {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (TaggingTask.Kind kind : TaggingTask.Kind.values()) {
        TaggingTask.Samples samples = task(kind).samples(50, 2, RandomStream.of(1), manager);
        int width = Math.toIntExact(samples.tokens().getShape().get(1));
        assertThat(width).isEqualTo(8); // 6 and 2 more
        for (int row = 0; row < 50; row++) {
          long[] tokens = samples.tokens().get(row).toLongArray();
          long[] labels = samples.labels().get(row).toLongArray();
          int length = (int) Arrays.stream(tokens).takeWhile(t -> t != 0).count();
          assertThat(length).isBetween(2, 6);
          assertThat(Arrays.copyOfRange(tokens, length, width)).containsOnly(0);
          assertThat(Arrays.stream(tokens, 0, length).allMatch(t -> t >= 1 && t <= 5)).isTrue();
          for (int t = 0; t < width; t++) {
            long expected =
                kind == TaggingTask.Kind.COPY || t >= length ? tokens[t] : tokens[length - 1 - t];
            assertThat(labels[t]).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void copying_is_learned_from_chance() {
    try (DeepTraining training =
        new DeepTraining(task(TaggingTask.Kind.COPY), DeepTraining.sizes(1), Join.POST_LN, 1)) {
      assertThat(training.accuracyPercent(300)).isBetween(5.0, 45.0);
      training.train(RATE, 100, (share, loss) -> {});
      assertThat(training.accuracyPercent(300)).isGreaterThan(95);
    }
  }

  @Test
  void equal_seeds_give_equal_numbers_and_others_others() {
    assertThat(losses(3)).isEqualTo(losses(3)).isNotEqualTo(losses(4));
  }

  private static double[] losses(long seed) {
    try (DeepTraining training =
        new DeepTraining(
            task(TaggingTask.Kind.REVERSE), DeepTraining.sizes(2), Join.PRE_LN, seed)) {
      return new double[] {training.step(1e-3), training.step(1e-3), training.accuracyPercent(40)};
    }
  }

  @Test
  void the_gradient_of_each_layer_is_positive_and_taking_it_changes_nothing() {
    TaggingTask task = task(TaggingTask.Kind.REVERSE);
    try (DeepTraining training = new DeepTraining(task, DeepTraining.sizes(3), Join.POST_LN, 1)) {
      double before = training.accuracyPercent(64);
      double[] norms = training.gradientByLayer();
      assertThat(norms).hasSize(3);
      assertThat(Arrays.stream(norms).allMatch(n -> n > 0 && n < 100)).isTrue();
      assertThat(training.accuracyPercent(64)).isEqualTo(before);
    }
  }

  @Test
  void with_layer_norm_the_score_depends_neither_on_the_batch_nor_on_padding() {
    TaggingTask task = task(TaggingTask.Kind.REVERSE);
    try (DeepTraining training = new DeepTraining(task, DeepTraining.sizes(2), Join.POST_LN, 1)) {
      training.train(RATE, 20, (share, loss) -> {});
      double usual = training.accuracyPercent(64);
      assertThat(training.accuracyPercent(64, 1, 0, true)).isCloseTo(usual, within(0.5));
      assertThat(training.accuracyPercent(64, 16, 5, true)).isCloseTo(usual, within(0.5));
    }
  }

  @Test
  void a_fresh_stack_without_residuals_has_made_its_tokens_alike_and_lost_the_position() {
    TaggingTask task = new TaggingTask(TaggingTask.Kind.REVERSE, 8, 4, 12);
    PositionProbe with = probe(task, Join.POST_LN);
    PositionProbe without = probe(task, Join.NO_RESIDUAL);
    assertThat(with.positionPercent()[0]).isGreaterThan(99);
    assertThat(with.positionPercent()[4]).isGreaterThan(50);
    assertThat(without.positionPercent()[4]).isLessThan(20);
    assertThat(without.alike()[4]).isGreaterThan(0.999);
    assertThat(with.alike()[4]).isLessThan(0.95);
  }

  private static PositionProbe probe(TaggingTask task, Join join) {
    try (DeepTraining training = new DeepTraining(task, DeepTraining.sizes(4), join, 1)) {
      return PositionProbe.of(training.model(), task, 1);
    }
  }

  @Test
  void two_equal_tokens_are_alike_and_two_orthogonal_ones_are_not() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {1, 0, 5, 0, 0, 2, 3, 0}, new Shape(2, 2, 2));
      assertThat(PositionProbe.alike(x)).isCloseTo(0.5, within(1e-6)); // 1 and 0
    }
  }

  @Test
  void an_impossible_task_is_refused() {
    assertThatThrownBy(() -> new TaggingTask(TaggingTask.Kind.COPY, 5, 4, 3))
        .hasMessageContaining("4 to 3");
  }
}
