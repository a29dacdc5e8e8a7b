package org.attentionlab.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Map;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MultiHeadAttentionTest {

  private static final int WIDTH = 6;
  private static final int HEADS = 2;
  private static final int KEY_WIDTH = 4;
  private static final int VALUE_WIDTH = 5;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** The paper's formula as it stands: Concat(head_1, …, head_h) W^O, head by head. */
  @Test
  void allHeadsAtOnceEqualOneHeadAfterAnother() {
    MultiHeadAttention attention = unequalWidths();
    NDArray x = manager.randomNormal(new Shape(2, 3, WIDTH));
    NDArray memory = manager.randomNormal(new Shape(2, 4, WIDTH));
    Map<String, Parameter> named = NamedParameters.of(attention);
    NDArray in = named.get("in_proj_weight").getArray();
    NDList heads = new NDList();
    for (int i = 0; i < HEADS; i++) {
      int keys = HEADS * KEY_WIDTH;
      NDArray q = x.matMul(rows(in, i * KEY_WIDTH, KEY_WIDTH));
      NDArray k = memory.matMul(rows(in, keys + i * KEY_WIDTH, KEY_WIDTH));
      NDArray v = memory.matMul(rows(in, 2 * keys + i * VALUE_WIDTH, VALUE_WIDTH));
      NDArray weights =
          q.matMul(k.transpose(0, 2, 1)).div(Math.sqrt(KEY_WIDTH)).softmax(-1); // (B, T_q, T_k)
      heads.add(weights.matMul(v)); // (B, T_q, d_v)
    }
    NDArray expected =
        NDArrays.concat(heads, 2).matMul(named.get("out_proj.weight").getArray().transpose());
    Attended actual = attention.attend(x, memory, memory, Mask.none());
    assertClose(actual.output(), expected);
    assertThat(actual.weights().getShape()).isEqualTo(new Shape(2, HEADS, 3, 4));
  }

  @Test
  void keysAndValuesMadeBeforeGiveTheSameAsKeysAndValuesMadeNow() {
    MultiHeadAttention attention = unequalWidths();
    NDArray x = manager.randomNormal(new Shape(2, 3, WIDTH));
    assertClose(
        attention.attend(x, attention.keysAndValues(x), Mask.none()).output(),
        attention.attend(x, x, x, Mask.none()).output());
    assertClose(
        attention.attend(x, x, x.duplicate(), Mask.none()).output(),
        attention.attend(x, x, x, Mask.none()).output());
  }

  @Test
  void withoutPositionsShuffledWordsGiveShuffledOutputs() {
    MultiHeadAttention attention = unequalWidths();
    NDArray x = manager.randomNormal(new Shape(1, 3, WIDTH));
    NDArray shuffle = manager.create(new long[] {2, 0, 1});
    NDArray shuffled = x.get(new NDIndex(":, {}", shuffle));
    assertClose(
        attention.attend(shuffled, shuffled, shuffled, Mask.none()).output(),
        attention.attend(x, x, x, Mask.none()).output().get(new NDIndex(":, {}", shuffle)));
  }

  @Test
  void aWidthThatTheHeadsCannotShareIsRefused() {
    assertThatThrownBy(() -> MultiHeadAttention.builder().setWidthAndHeads(10, 3).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 / 3");
  }

  @Test
  void anInputOfAnotherWidthIsRefusedWithBothWidths() {
    NDArray narrow = manager.zeros(new Shape(1, 2, 5));
    assertThatThrownBy(() -> unequalWidths().attend(narrow, narrow, narrow, Mask.none()))
        .hasMessageContaining("width 6")
        .hasMessageContaining("(1, 2, 5)");
  }

  private MultiHeadAttention unequalWidths() {
    MultiHeadAttention attention =
        MultiHeadAttention.builder()
            .setWidthAndHeads(WIDTH, HEADS)
            .optHeadWidths(KEY_WIDTH, VALUE_WIDTH)
            .optBias(false)
            .optStream(RandomStream.of(3))
            .build();
    attention.initialize(manager);
    return attention;
  }

  private static NDArray rows(NDArray weight, int from, int count) {
    return weight.get(new NDIndex().addSliceDim(from, from + count)).transpose();
  }

  private static void assertClose(NDArray actual, NDArray expected) {
    assertThat(actual.getShape()).isEqualTo(expected.getShape());
    float[] a = actual.toFloatArray();
    float[] e = expected.toFloatArray();
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).isCloseTo(e[i], within(1e-5f));
    }
  }
}
