package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.attention.Mask;
import org.attentionlab.attention.ScaledDotProductAttention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlainSequenceLayerTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray x = manager.randomNormal(new Shape(9, 4));

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(SequenceLayer.class)
  void everyLayerKeepsTheShape(SequenceLayer kind) {
    assertThat(layer(kind, 3).run(x).getShape()).isEqualTo(x.getShape());
  }

  @Test
  void selfAttentionIsTheKits() {
    NDArray four = x.reshape(1, 1, 9, 4);
    NDArray kits = ScaledDotProductAttention.attend(four, four, four, Mask.none()).output();
    assertEqual(layer(SequenceLayer.SELF_ATTENTION, 3).run(x), kits.reshape(9, 4));
  }

  @Test
  void restrictedAttentionLooksAtItsWindowOnly() {
    NDArray middle = x.get("3:6").reshape(1, 1, 3, 4); // what position 4 sees with r = 3
    NDArray query = x.get("4:5").reshape(1, 1, 1, 4);
    NDArray kits = ScaledDotProductAttention.attend(query, middle, middle, Mask.none()).output();
    NDArray ours = layer(SequenceLayer.RESTRICTED_SELF_ATTENTION, 3).run(x).get("4:5");
    assertEqual(ours, kits.reshape(1, 4));
  }

  @Test
  void restrictedAttentionEqualsFullAttentionUnderABandOfAMask() {
    NDArray place = manager.arange(9f);
    NDArray far = place.expandDims(1).sub(place.expandDims(0)).abs().gt(2); // (9, 9)
    NDArray four = x.reshape(1, 1, 9, 4);
    NDArray kits = ScaledDotProductAttention.attend(four, four, four, Mask.of(far)).output();
    NDArray ours = layer(SequenceLayer.RESTRICTED_SELF_ATTENTION, 5).run(x);
    assertEqual(ours.get("2:7"), kits.reshape(9, 4).get("2:7")); // away from the padded ends
  }

  @Test
  void aConvolutionIsTheSumOverItsWindow() {
    NDArray near = x.duplicate();
    near.set(new NDIndex("0"), 0f); // two places away from position 2
    PlainSequenceLayer layer = layer(SequenceLayer.CONVOLUTIONAL, 3);
    assertEqual(layer.run(near).get("2:"), layer.run(x).get("2:"));
    assertThat(layer.run(near).get("1").sub(layer.run(x).get("1")).abs().max().getFloat())
        .isGreaterThan(1e-3f);
  }

  private PlainSequenceLayer layer(SequenceLayer kind, int window) {
    return new PlainSequenceLayer(kind, 4, window, 1, manager);
  }

  private static void assertEqual(NDArray actual, NDArray expected) {
    assertThat(actual.sub(expected).abs().max().getFloat()).isCloseTo(0, within(1e-5f));
  }
}
