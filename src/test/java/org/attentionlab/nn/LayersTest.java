package org.attentionlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayersTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void theFusedLayerNormEqualsTheFormula() {
    LayerNorm norm = new LayerNorm(5, 1e-3);
    norm.initialize(manager);
    Map<String, Parameter> named = NamedParameters.of(norm);
    NDArray gain = named.get("weight").getArray();
    NDArray bias = named.get("bias").getArray();
    gain.addi(manager.arange(5f));
    bias.subi(manager.arange(5f));
    NDArray x = manager.randomNormal(new Shape(2, 3, 5));
    float[] fused = norm.normalize(x).toFloatArray();
    float[] formula = LayerNormFormula.normalize(x, gain, bias, 1e-3).toFloatArray();
    for (int i = 0; i < fused.length; i++) {
      assertThat(fused[i]).isCloseTo(formula[i], within(1e-5f));
    }
  }

  @Test
  void theFeedForwardNetworkLetsNoPositionSeeAnother() {
    FeedForward network = new FeedForward(4, 8, RandomStream.of(1));
    network.initialize(manager);
    NDArray x = manager.randomNormal(new Shape(1, 3, 4));
    NDArray whole = network.transform(x);
    for (int t = 0; t < 3; t++) {
      float[] alone = network.transform(x.get(":, {}", t)).toFloatArray();
      assertThat(alone).containsExactly(whole.get(":, {}", t).toFloatArray(), within(1e-6f));
    }
  }

  @Test
  void dropoutKeepsTheExpectedValueAndIsTheSameForTheSameState() {
    RandomStream stream = RandomStream.of(5);
    Dropout dropout = new Dropout(0.3, stream);
    NDArray x = manager.ones(new Shape(1_000, 101));
    NDArray first = dropout.drop(x, true);
    assertThat(first.mean().getFloat()).isCloseTo(1, within(0.01f));
    double dropped =
        first.eq(0).toType(ai.djl.ndarray.types.DataType.FLOAT32, false).mean().getFloat();
    assertThat(dropped).isCloseTo(0.3, within(0.01));
    assertThat(dropout.drop(x, true).toFloatArray()).isNotEqualTo(first.toFloatArray());
    stream.restore(RandomStream.of(5).state());
    assertThat(dropout.drop(x, true).toFloatArray()).isEqualTo(first.toFloatArray());
    assertThat(dropout.drop(x, false)).isSameAs(x);
  }

  @Test
  void aDropoutRateOfOneIsRefused() {
    assertThatThrownBy(() -> new Dropout(1, RandomStream.of(0))).hasMessageContaining("1.0");
  }

  @Test
  void aLayerWithoutWeightsSaysWhatToDo() {
    assertThatThrownBy(
            () -> new Linear(2, 2, true, RandomStream.of(0)).map(manager.zeros(new Shape(1, 2))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("initialize");
  }

  @Test
  void theRandomStreamCanBeSkippedPeekedAndRestored() {
    RandomStream stream = RandomStream.of(9);
    long third = stream.peek(2);
    long state = stream.state();
    stream.nextLong();
    stream.nextLong();
    assertThat(stream.nextLong()).isEqualTo(third);
    stream.restore(state);
    stream.skip(2);
    assertThat(stream.nextLong()).isEqualTo(third);
  }

  /** The first outputs of SplitMix64 for the seed 1234567, as published with the algorithm. */
  @Test
  void theRandomStreamIsSplitMix64() {
    RandomStream stream = RandomStream.of(1234567);
    assertThat(stream.nextLong()).isEqualTo(6457827717110365317L);
    assertThat(stream.nextLong()).isEqualTo(3203168211198807973L);
  }
}
