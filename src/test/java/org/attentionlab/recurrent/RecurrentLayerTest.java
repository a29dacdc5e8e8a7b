package org.attentionlab.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrentLayerTest {

  private static final RecurrentConfig TWO_WAYS = new RecurrentConfig(3, 4, 2, true, 0);

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void theFusedKernelAndTheCellLoopAgreeWithGradientsForPaddedBatches(String kind) {
    try (NDManager manager = NDManager.newBaseManager()) {
      RecurrentLayer layer = make(kind, TWO_WAYS);
      layer.initialize(manager);
      NDArray x = manager.randomNormal(new Shape(4, 5, 3));
      int[] lengths = {3, 5, 1, 3};
      Map<String, float[]> fused = results(layer, x, in -> layer.run(in, null, lengths, false));
      Map<String, float[]> loop =
          results(layer, x, in -> layer.runStepByStep(in, null, lengths, false));
      assertThat(fused.keySet()).isEqualTo(loop.keySet()).hasSizeGreaterThan(16);
      for (String name : fused.keySet()) {
        assertThat(fused.get(name))
            .as(name)
            .containsExactly(loop.get(name), Offset.offset(1e-5f * largest(loop.get(name))));
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

  private static Map<String, float[]> results(
      RecurrentLayer layer, NDArray x, Function<NDArray, RecurrentLayer.Output> run) {
    Map<String, float[]> results = new LinkedHashMap<>();
    Map<String, Parameter> named = NamedParameters.of(layer);
    x.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.zeroGradients();
      RecurrentLayer.Output output = run.apply(x);
      NDArray cotangent = x.getManager().arange(output.output().size()).sin();
      NDArray loss =
          output
              .output()
              .mul(cotangent.reshape(output.output().getShape()))
              .sum()
              .add(output.last().hidden().sum());
      if (output.last().cell() != null) {
        loss = loss.add(output.last().cell().sum());
        results.put("cell", output.last().cell().toFloatArray());
      }
      results.put("output", output.output().toFloatArray());
      results.put("hidden", output.last().hidden().toFloatArray());
      collector.backward(loss);
    }
    results.put("grad x", x.getGradient().toFloatArray());
    x.getGradient().subi(x.getGradient());
    named.forEach((name, p) -> results.put(name, p.getArray().getGradient().toFloatArray()));
    return results;
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
