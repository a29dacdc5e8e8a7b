package org.attentionlab.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrentLayerTest {

  private static final RecurrentConfig TWO_WAYS = new RecurrentConfig(3, 4, 2, true, 0);

  /** Every cell, 1 or 2 layers, 1 or 2 directions, full or padded batches. */
  static Stream<Arguments> networks() {
    return Stream.of("rnn", "lstm", "gru")
        .flatMap(
            kind ->
                IntStream.range(0, 8)
                    .mapToObj(i -> Arguments.of(kind, 1 + i % 2, i / 2 % 2 == 1, i / 4 == 1)));
  }

  @ParameterizedTest(name = "{0}, {1} layers, two directions {2}, padded {3}")
  @MethodSource("networks")
  void theFusedKernelAndTheCellLoopAgreeWithGradients(
      String kind, int layers, boolean bidirectional, boolean padded) {
    try (NDManager manager = NDManager.newBaseManager()) {
      RecurrentLayer layer = make(kind, new RecurrentConfig(7, 12, layers, bidirectional, 0));
      layer.initialize(manager);
      RandomStream stream = RandomStream.of(2);
      NDArray x = random(manager, stream, 6, 9, 7);
      RecurrentState zeros = layer.zeroState(x, 6);
      RecurrentState start = zeros.map(z -> random(manager, stream, z.getShape().getShape()));
      int[] lengths = padded ? new int[] {4, 9, 1, 4, 8, 2} : null;
      Map<String, float[]> fused =
          results(layer, x, start, (i, s) -> layer.run(i, s, lengths, false));
      Map<String, float[]> loop =
          results(layer, x, start, (i, s) -> layer.runStepByStep(i, s, lengths, false));
      int states = kind.equals("lstm") ? 2 : 1;
      int weights = 4 * layers * (bidirectional ? 2 : 1);
      assertThat(loop).hasSize(2 + 2 * states + weights); // x, output, states in and out, weights
      assertThat(fused.keySet()).isEqualTo(loop.keySet());
      for (String name : fused.keySet()) {
        float largest = largest(loop.get(name));
        assertThat(largest).as(name).isPositive();
        assertThat(fused.get(name))
            .as(name)
            .containsExactly(loop.get(name), Offset.offset(1e-5f * largest));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void whatStandsInThePaddingChangesNoBit(String kind) {
    try (NDManager manager = NDManager.newBaseManager()) {
      RecurrentLayer layer = make(kind, TWO_WAYS);
      layer.initialize(manager);
      NDArray x = manager.randomNormal(new Shape(2, 4, 3));
      NDArray other = x.duplicate();
      other.set(new ai.djl.ndarray.index.NDIndex("0, 2:"), 1e6f);
      int[] lengths = {2, 4};
      assertThat(layer.run(other, null, lengths, false).output().toFloatArray())
          .isEqualTo(layer.run(x, null, lengths, false).output().toFloatArray());
    }
  }

  @Test
  void aCellStepsLikeItsLayer() {
    try (NDManager manager = NDManager.newBaseManager()) {
      LstmCell cell = new LstmCell(3, 4, RandomStream.of(1));
      Lstm layer = new Lstm(RecurrentConfig.of(3, 4), RandomStream.of(1));
      cell.initialize(manager);
      layer.initialize(manager); // equal streams give equal weights
      NDArray x = manager.randomNormal(new Shape(2, 2, 3));
      RecurrentState state =
          new RecurrentState(manager.zeros(new Shape(2, 4)), manager.zeros(new Shape(2, 4)));
      state = cell.step(x.get(":, 0"), state);
      state = cell.step(x.get(":, 1"), state);
      RecurrentState last = layer.run(x, null, null, false).last();
      assertThat(last.hidden().toFloatArray())
          .containsExactly(state.hidden().toFloatArray(), Offset.offset(1e-6f));
      assertThat(last.cell().toFloatArray())
          .containsExactly(state.cell().toFloatArray(), Offset.offset(1e-6f));
    }
  }

  @Test
  void lengthsThatDoNotFitAreRefused() {
    try (NDManager manager = NDManager.newBaseManager()) {
      RecurrentLayer layer = make("gru", TWO_WAYS);
      layer.initialize(manager);
      NDArray x = manager.zeros(new Shape(2, 4, 3));
      assertThatThrownBy(() -> layer.run(x, null, new int[] {5, 1}, false))
          .hasMessageContaining("lengths from 1 to 4")
          .hasMessageContaining("[5, 1]");
    }
  }

  /** Outputs, last states, and the gradients of input, first state and weights, by name. */
  private static Map<String, float[]> results(
      RecurrentLayer layer,
      NDArray input,
      RecurrentState first,
      BiFunction<NDArray, RecurrentState, RecurrentLayer.Output> run) {
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    NamedParameters.of(layer).forEach((name, p) -> leaves.put(name, p.getArray()));
    NDArray x = input.duplicate();
    RecurrentState start = first.map(NDArray::duplicate);
    leaves.put("x", x);
    leaves.put("first hidden", start.hidden());
    if (start.cell() != null) {
      leaves.put("first cell", start.cell());
    }
    leaves.values().forEach(leaf -> leaf.setRequiresGradient(true));
    Map<String, float[]> results = new LinkedHashMap<>();
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.zeroGradients();
      RecurrentLayer.Output output = run.apply(x, start);
      NDArray loss = mixed(output.output()).add(mixed(output.last().hidden()));
      results.put("output", output.output().toFloatArray());
      results.put("last hidden", output.last().hidden().toFloatArray());
      if (output.last().cell() != null) {
        loss = loss.add(mixed(output.last().cell()));
        results.put("last cell", output.last().cell().toFloatArray());
      }
      collector.backward(loss);
    }
    leaves.forEach(
        (name, leaf) -> results.put("gradient of " + name, leaf.getGradient().toFloatArray()));
    return results;
  }

  /** A number to which every entry contributes with a weight of its own. */
  private static NDArray mixed(NDArray x) {
    NDArray weights = x.getManager().arange(x.size()).sin().reshape(x.getShape());
    return x.mul(weights).sum();
  }

  private static NDArray random(NDManager manager, RandomStream stream, long... shape) {
    NDArray values = manager.create(new Shape(shape));
    float[] drawn = new float[Math.toIntExact(values.size())];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (float) (2 * stream.nextDouble() - 1);
    }
    values.set(drawn);
    return values;
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static RecurrentLayer make(String kind, RecurrentConfig config) {
    RandomStream stream = RandomStream.of(1);
    return switch (kind) {
      case "rnn" -> new Rnn(config, stream);
      case "lstm" -> new Lstm(config, stream);
      default -> new Gru(config, stream);
    };
  }
}
