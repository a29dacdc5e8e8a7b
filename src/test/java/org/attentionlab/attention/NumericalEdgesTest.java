package org.attentionlab.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attention where numbers are huge or where nothing may be seen. */
class NumericalEdgesTest {

  private static final int T = 5;
  private static final int WIDTH = 8;

  private final Random random = new Random(5);
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void a_query_that_sees_nothing_gets_zeros_and_every_gradient_stays_finite() {
    NDArray q = random(1, 1, T, WIDTH);
    NDArray k = random(1, 1, T, WIDTH);
    NDArray v = random(1, 1, T, WIDTH);
    List<NDArray> leaves = List.of(q, k, v);
    leaves.forEach(leaf -> leaf.setRequiresGradient(true));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      Attended attended = ScaledDotProductAttention.attend(q, k, v, rowsBlind(1, 3));
      collector.backward(attended.output().square().sum());
      for (int row : new int[] {1, 3}) {
        assertThat(attended.weights().get(0, 0, row).toFloatArray()).containsOnly(0);
        assertThat(attended.output().get(0, 0, row).toFloatArray()).containsOnly(0);
      }
      assertFinite(attended.output());
    }
    leaves.forEach(leaf -> assertFinite(leaf.getGradient()));
    for (int row = 0; row < T; row++) {
      float largest = q.getGradient().get(0, 0, row).abs().max().getFloat();
      assertThat(largest == 0).as("gradient of query %d", row).isEqualTo(row == 1 || row == 3);
    }
  }

  @Test
  void where_every_query_sees_nothing_all_heads_return_the_output_bias_and_pass_nothing_back() {
    MultiHeadAttention attention =
        MultiHeadAttention.builder()
            .setWidthAndHeads(WIDTH, 2)
            .optStream(RandomStream.of(3))
            .build();
    attention.initialize(manager);
    NDArray bias = NamedParameters.of(attention).get("out_proj.bias").getArray();
    bias.set(new float[] {1, 2, 3, 4, 5, 6, 7, 8});
    NDArray x = random(2, T, WIDTH);
    x.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray output = attention.attend(x, x, x, rowsBlind(0, 1, 2, 3, 4)).output();
      assertThat(output.get(0, 2).toFloatArray()).isEqualTo(bias.toFloatArray());
      collector.backward(output.square().sum());
    }
    assertThat(x.getGradient().toFloatArray()).containsOnly(0);
    NamedParameters.of(attention)
        .forEach((name, parameter) -> assertFinite(parameter.getArray().getGradient()));
  }

  @Test
  void scores_of_ten_thousand_give_the_softmax_of_double_precision() {
    for (int trial = 0; trial < 20; trial++) {
      float[] scores = new float[T * T];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = (float) Math.rint(1e4 + 3 * random.nextGaussian()); // exact in float32
      }
      Mask mask = trial % 2 == 0 ? Mask.none() : Mask.lookAhead(manager, T);
      float[] weights = mask.softmax(manager.create(scores, new Shape(1, 1, T, T))).toFloatArray();
      for (int q = 0; q < T; q++) {
        int visible = trial % 2 == 0 ? T : q + 1;
        double sum = 0;
        for (int k = 0; k < visible; k++) {
          sum += Math.exp(scores[q * T + k] - 1e4);
        }
        for (int k = 0; k < T; k++) {
          double expected = k < visible ? Math.exp(scores[q * T + k] - 1e4) / sum : 0;
          assertThat((double) weights[q * T + k]).isCloseTo(expected, within(1e-6));
        }
      }
    }
  }

  @Test
  void scores_of_ten_thousand_of_either_sign_keep_output_and_gradient_finite() {
    for (int sign : new int[] {1, -1}) {
      // q · k / √d_k = ±8 · 100 · 100 / √8 / √8 for each pair
      NDArray q = manager.full(new Shape(1, 1, T, WIDTH), 100f);
      NDArray k = manager.full(new Shape(1, 1, T, WIDTH), sign * (float) (100 / Math.sqrt(WIDTH)));
      NDArray v = random(1, 1, T, WIDTH);
      assertThat(Math.abs(ScaledDotProductAttention.scores(q, k).getFloat(0, 0, 0, 0)))
          .isCloseTo(1e4f, within(1f));
      List.of(q, k, v).forEach(leaf -> leaf.setRequiresGradient(true));
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        Attended attended =
            ScaledDotProductAttention.attend(q, k, v, Mask.lookAhead(manager, T).or(rowsBlind(0)));
        // Equal scores: each row is the mean of what it sees.
        assertThat(attended.weights().get(0, 0, 3).toFloatArray())
            .containsExactly(new float[] {0.25f, 0.25f, 0.25f, 0.25f, 0}, within(1e-6f));
        collector.backward(attended.output().square().sum());
      }
      List.of(q, k, v).forEach(leaf -> assertFinite(leaf.getGradient()));
    }
  }

  /**
   * -10 000 in place of -∞ is right for small scores: e^-10000 is 0 in float32. It is wrong where
   * scores are as large as that, and where a row sees nothing: there it is a mask no more.
   */
  @Test
  void minus_ten_thousand_differs_from_minus_infinity_only_for_huge_scores_or_a_blind_row() {
    Mask lookAhead = Mask.lookAhead(manager, T);
    NDArray small = random(1, 1, T, T);
    NDArray huge = manager.arange(T * T).mul(2e4f).reshape(1, 1, T, T); // later keys score more
    assertThat(difference(lookAhead, small)).isZero();
    assertThat(difference(lookAhead, huge)).isGreaterThan(0.5);
    assertThat(difference(rowsBlind(2), small)).isGreaterThan(0.1);
    assertThat(hiddenWeight(rowsBlind(2), small, Mask::softmax)).isZero();
    assertThat(hiddenWeight(rowsBlind(2), small, NumericalEdgesTest::minusTenThousand))
        .as("all weight of the blind row lies on hidden keys")
        .isCloseTo(1, within(1e-6));
    assertThat(hiddenWeight(lookAhead, huge, Mask::softmax)).isZero();
  }

  private static double difference(Mask mask, NDArray scores) {
    return mask.softmax(scores).sub(minusTenThousand(mask, scores)).abs().max().getFloat();
  }

  private static double hiddenWeight(
      Mask mask, NDArray scores, BiFunction<Mask, NDArray, NDArray> softmax) {
    NDArray hidden = mask.hidden().toType(DataType.FLOAT32, true);
    return softmax.apply(mask, scores).mul(hidden).sum().getFloat();
  }

  private static NDArray minusTenThousand(Mask mask, NDArray scores) {
    return scores.add(mask.hidden().toType(DataType.FLOAT32, true).mul(-1e4f)).softmax(-1);
  }

  /** Hides everything from these queries, and nothing from the others. */
  private Mask rowsBlind(int... rows) {
    boolean[] hidden = new boolean[T * T];
    for (int row : rows) {
      Arrays.fill(hidden, row * T, (row + 1) * T, true);
    }
    return Mask.of(manager.create(hidden, new Shape(T, T)));
  }

  private NDArray random(long... shape) {
    float[] values = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(shape));
  }

  private static void assertFinite(NDArray array) {
    for (float x : array.toFloatArray()) {
      assertThat(x).isFinite();
    }
  }
}
