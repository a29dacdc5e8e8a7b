package org.attentionlab.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadSwitchTest {

  private static final int WIDTH = 6;
  private static final int HEADS = 3;
  private static final int KEY_WIDTH = 4;
  private static final int VALUE_WIDTH = 5;

  private final NDManager manager = NDManager.newBaseManager();
  private final MultiHeadAttention attention =
      MultiHeadAttention.builder()
          .setWidthAndHeads(WIDTH, HEADS)
          .optHeadWidths(KEY_WIDTH, VALUE_WIDTH)
          .optStream(RandomStream.of(3))
          .build();
  private NDArray x;

  @BeforeEach
  void random_weights_and_biases() {
    attention.initialize(manager);
    NamedParameters.of(attention)
        .values()
        .forEach(p -> p.getArray().set(numbers(p.getArray().getShape(), 7)));
    x = manager.create(numbers(new Shape(2, 4, WIDTH), 9), new Shape(2, 4, WIDTH));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Σ head_i W^O_i + b, so without head i its own term is missing, and nothing else. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_head_switched_off_takes_away_its_own_summand(int head) {
    NDArray whole = output();
    NDArray term = headOutput(head).matMul(outBlock(head)); // (B, T, d_model)
    try (HeadSwitch without = HeadSwitch.off(attention, head)) {
      assertClose(output(), whole.sub(term));
    }
  }

  @Test
  void with_all_heads_off_only_the_bias_is_left() {
    NDArray bias = parameter("out_proj.bias");
    try (HeadSwitch a = HeadSwitch.off(attention, 0);
        HeadSwitch b = HeadSwitch.off(attention, 1);
        HeadSwitch c = HeadSwitch.off(attention, 2)) {
      assertClose(output(), bias.broadcast(new Shape(2, 4, WIDTH)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_blind_head_looks_at_all_positions_alike_and_the_others_as_before(int head) {
    NDArray before = weights();
    try (HeadSwitch blind = HeadSwitch.blind(attention, head)) {
      NDArray after = weights();
      for (int i = 0; i < HEADS; i++) {
        NDArray own = after.get(new NDIndex(":, {}", i));
        NDArray expected = i == head ? own.onesLike().div(4) : before.get(new NDIndex(":, {}", i));
        assertClose(own, expected);
      }
    }
  }

  @Test
  void swapped_heads_are_read_by_each_others_columns() {
    NDArray whole = output();
    NDArray moved = headOutput(0).sub(headOutput(2)); // (B, T, d_v)
    NDArray difference = moved.matMul(outBlock(2).sub(outBlock(0)));
    try (HeadSwitch swapped = HeadSwitch.swap(attention, 0, 2)) {
      assertClose(output(), whole.add(difference));
    }
  }

  @Test
  void closing_puts_back_every_bit() {
    Map<String, float[]> before = new LinkedHashMap<>();
    NamedParameters.of(attention).forEach((n, p) -> before.put(n, p.getArray().toFloatArray()));
    try (HeadSwitch off = HeadSwitch.off(attention, 1);
        HeadSwitch blind = HeadSwitch.blind(attention, 1);
        HeadSwitch swap = HeadSwitch.swap(attention, 1, 2)) {
      assertThat(parameter("out_proj.weight").toFloatArray())
          .isNotEqualTo(before.get("out_proj.weight"));
      assertThat(parameter("in_proj_weight").toFloatArray())
          .isNotEqualTo(before.get("in_proj_weight"));
    }
    NamedParameters.of(attention)
        .forEach((n, p) -> assertThat(p.getArray().toFloatArray()).as(n).isEqualTo(before.get(n)));
  }

  @Test
  void an_attention_without_biases_can_be_blinded_too() {
    MultiHeadAttention plain =
        MultiHeadAttention.builder().setWidthAndHeads(WIDTH, 2).optBias(false).build();
    plain.initialize(manager);
    try (HeadSwitch blind = HeadSwitch.blind(plain, 1)) {
      NDArray own = plain.attend(x, x, x, Mask.none()).weights().get(new NDIndex(":, 1"));
      assertClose(own, own.onesLike().div(4));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void a_head_that_is_not_there_is_refused(int head) {
    assertThatThrownBy(() -> HeadSwitch.off(attention, head))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no head " + head)
        .hasMessageContaining("3 heads, counted from 0");
  }

  private NDArray output() {
    return attention.attend(x, x, x, Mask.none()).output();
  }

  private NDArray weights() {
    return attention.attend(x, x, x, Mask.none()).weights();
  }

  /** What a head finds, computed from the formula: (B, T, d_v). */
  private NDArray headOutput(int head) {
    NDArray in = parameter("in_proj_weight");
    NDArray bias = parameter("in_proj_bias");
    int from = 2 * HEADS * KEY_WIDTH + head * VALUE_WIDTH;
    NDIndex rows = new NDIndex().addSliceDim(from, from + VALUE_WIDTH);
    NDArray values = x.matMul(in.get(rows).transpose()).add(bias.get(rows));
    return weights().get(new NDIndex(":, {}", head)).matMul(values);
  }

  /** The rows of W^O that read a head: (d_v, d_model). */
  private NDArray outBlock(int head) {
    int from = head * VALUE_WIDTH;
    return parameter("out_proj.weight")
        .transpose()
        .get(new NDIndex().addSliceDim(from, from + VALUE_WIDTH));
  }

  private NDArray parameter(String name) {
    return NamedParameters.of(attention).get(name).getArray();
  }

  private static float[] numbers(Shape shape, long seed) {
    java.util.Random random = new java.util.Random(seed);
    float[] numbers = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static void assertClose(NDArray actual, NDArray expected) {
    assertThat(actual.getShape()).isEqualTo(expected.getShape());
    assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-4f));
  }
}
