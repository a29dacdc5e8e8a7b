package org.attentionlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.attentionlab.nn.Initializers;
import org.attentionlab.nn.MatrixProduct;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.training.LabelSmoothing.Convention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSmoothingTest {

  private static final int PAD = 2;
  private static final int V = 7;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void smoothedTruthOfBothConventionsSumsToOneAndPaddingRowsAreZero() {
    NDArray targets = manager.create(new long[] {4, PAD});
    float share = 0.4f / 7;
    assertThat(new LabelSmoothing(0.4, PAD).trueDistribution(targets, V).toFloatArray())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(
            share, share, share, share, 0.6f + share, share, share, 0, 0, 0, 0, 0, 0, 0);
    float other = 0.4f / 5;
    assertThat(
            new LabelSmoothing(0.4, PAD, Convention.KL_ANNOTATED)
                .trueDistribution(targets, V)
                .toFloatArray())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(other, other, 0, other, 0.6f, other, other, 0, 0, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(Convention.class)
  void withoutSmoothingTheLossIsMinusTheLogProbabilityOfTheRightToken(Convention convention) {
    NDArray logits = manager.create(new float[][] {{0, 10000, 0, 0}, {0, 0, 0, 3}});
    NDArray targets = manager.create(new long[] {3, 3});
    float[] losses =
        new LabelSmoothing(0, 0, convention).tokenLosses(logits, targets).toFloatArray();
    assertThat(losses[0]).isEqualTo(10000f);
    assertThat((double) losses[1])
        .isCloseTo(Math.log(3 + Math.exp(3)) - 3, within(1e-6)); // log Σ exp z - z_right
  }

  @Test
  void theDivergenceIsZeroWhenTheModelIsJustAsUncertainAsTheTruth() {
    LabelSmoothing kl = new LabelSmoothing(0.3, PAD, Convention.KL_ANNOTATED);
    NDArray targets = manager.create(new long[] {1, 5, PAD});
    NDArray logits = kl.trueDistribution(targets, V).add(manager.create(1e-20f)).log();
    assertThat(kl.tokenLosses(logits, targets).toFloatArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(0, 0, 0);
  }

  @Test
  void paddingCountsNeitherInTheSumNorInTheMean() {
    LabelSmoothing loss = new LabelSmoothing(0.1, PAD);
    NDArray logits = normal(1, 3, V);
    NDArray both = manager.create(new long[] {1, PAD, 6});
    float[] losses = loss.tokenLosses(logits, both).toFloatArray();
    assertThat(losses[1]).isZero();
    assertThat(loss.sum(logits, both).getFloat()).isEqualTo(losses[0] + losses[2]);
    assertThat(loss.mean(logits, both).getFloat()).isEqualTo((losses[0] + losses[2]) / 2);
  }

  @Test
  void aBatchOfNothingButPaddingIsRefused() {
    NDArray targets = manager.create(new long[] {PAD, PAD});
    NDArray logits = normal(1, 2, V);
    assertThatThrownBy(() -> new LabelSmoothing(0.1, PAD).mean(logits, targets))
        .hasMessageContaining("padding");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, TORCH, false, 4",
    "0.1, TORCH, true, 5",
    "0, TORCH, true, 100",
    "0.3, KL_ANNOTATED, false, 1",
    "0.3, KL_ANNOTATED, true, 3",
    "0, KL_ANNOTATED, false, 512"
  })
  void theChunkedLossEqualsThePlainOneEntryByEntry(
      double smoothing, Convention convention, boolean withBias, int rows) {
    LabelSmoothing plain = new LabelSmoothing(smoothing, PAD, convention);
    NDArray targets = manager.create(new long[] {1, PAD, 6, 0, 5, 5, PAD, 3, PAD, 4, 1});
    NDArray states = normal(3, 11, 5);
    NDArray weight = normal(4, V, 5);
    NDArray bias = withBias ? normal(5, V) : null;
    Map<String, NDArray> inputs =
        withBias
            ? Map.of("states", states, "weight", weight, "bias", bias)
            : Map.of("states", states, "weight", weight);
    inputs.values().forEach(array -> array.setRequiresGradient(true));

    float plainSum;
    Map<String, NDArray> expected;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray logits = ai.djl.nn.core.Linear.linear(states, weight, bias).singletonOrThrow();
      plainSum = plain.sum(logits, targets).getFloat();
      collector.backward(plain.mean(logits, targets));
    }
    expected = copies(Gradients.of(inputs, manager));
    Gradients.zero(inputs);

    BatchLoss fast;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      fast = new ChunkedLabelSmoothing(plain, rows).of(states, weight, bias, targets);
      collector.backward(fast.objective());
    }
    assertThat(fast.tokens()).isEqualTo(8);
    assertThat(fast.sum().getFloat()).isCloseTo(plainSum, within(1e-5f * Math.abs(plainSum)));
    Gradients.of(inputs, manager)
        .forEach(
            (name, gradient) ->
                assertThat(gradient.toFloatArray())
                    .as("gradient of %s", name)
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(expected.get(name).toFloatArray()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MKL", "ONE_DNN"})
  void piecesOfTheUsualSizeGiveThePlainLossAndGradientsWithEitherMatrixProduct(String way) {
    MatrixProduct before = MatrixProduct.chosen();
    MatrixProduct.choose(MatrixProduct.valueOf(way));
    try {
      LabelSmoothing plain = new LabelSmoothing(0.1, PAD);
      NDArray targets = manager.create(new long[1100]).add(1); // more than one piece, no padding
      Map<String, NDArray> inputs = Map.of("x", normal(3, 1100, 8), "weight", normal(4, 50, 8));
      inputs.values().forEach(array -> array.setRequiresGradient(true));
      NDArray x = inputs.get("x");
      NDArray weight = inputs.get("weight");
      float plainSum;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray logits = ai.djl.nn.core.Linear.linear(x, weight, null).singletonOrThrow();
        plainSum = plain.sum(logits, targets).getFloat();
        collector.backward(plain.mean(logits, targets));
      }
      Map<String, NDArray> expected = copies(Gradients.of(inputs, manager));
      Gradients.zero(inputs);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        BatchLoss fast = new ChunkedLabelSmoothing(plain).of(x, weight, null, targets);
        assertThat(fast.sum().getFloat()).isCloseTo(plainSum, within(1e-5f * plainSum));
        collector.backward(fast.objective());
      }
      Gradients.of(inputs, manager)
          .forEach(
              (name, gradient) ->
                  assertThat(gradient.sub(expected.get(name)).abs().max().getFloat())
                      .as("gradient of %s", name)
                      .isLessThan(1e-5f * expected.get(name).abs().max().getFloat()));
    } finally {
      MatrixProduct.choose(before);
    }
  }

  @Test
  void theChunkedLossIsRightAlsoWhereTheModelThinksTheRightTokenImpossible() {
    LabelSmoothing plain = new LabelSmoothing(0, PAD);
    NDArray states = manager.create(new float[][] {{1}, {1}});
    NDArray weight = manager.create(new float[][] {{0}, {500}, {0}, {3}});
    NDArray targets = manager.create(new long[] {0, 3}); // 500 and 497 nats away from the likeliest
    BatchLoss fast = new ChunkedLabelSmoothing(plain).of(states, weight, null, targets);
    assertThat(fast.sum().getFloat()).isCloseTo(997f, within(1e-3f));
  }

  @Test
  void theChunkedLossLeavesNothingInTheManagerOfTheWeights() {
    NDArray weight = normal(4, V, 5);
    NDArray bias = normal(5, V);
    weight.setRequiresGradient(true);
    bias.setRequiresGradient(true);
    int arrays = manager.getManagedArrays().size();
    try (NDManager step = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray states = step.ones(new Shape(3, 5));
      NDArray targets = step.create(new long[] {1, PAD, 6});
      ChunkedLabelSmoothing loss = new ChunkedLabelSmoothing(new LabelSmoothing(0.1, PAD));
      collector.backward(loss.of(states, weight, bias, targets).objective());
    }
    assertThat(manager.getManagedArrays().size()).isEqualTo(arrays);
  }

  private static Map<String, NDArray> copies(Map<String, NDArray> arrays) {
    Map<String, NDArray> copies = new java.util.HashMap<>();
    arrays.forEach((name, array) -> copies.put(name, array.duplicate()));
    return copies;
  }

  private NDArray normal(long seed, long... shape) {
    return Initializers.normal(RandomStream.of(seed), 1)
        .initialize(manager, new Shape(shape), ai.djl.ndarray.types.DataType.FLOAT32);
  }
}
