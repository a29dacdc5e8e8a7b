package org.attentionlab.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.nn.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncrementalAttentionTest {

  private static final int WIDTH = 6;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onePositionAfterAnotherEqualsAllPositionsUnderALookAheadMask(boolean bias) {
    try (NDManager manager = NDManager.newBaseManager()) {
      MultiHeadAttention attention = attention(bias, manager);
      NDArray x = manager.randomNormal(new Shape(2, 4, WIDTH));
      NDArray expected = attention.attend(x, x, x, Mask.lookAhead(manager, 4)).output();
      IncrementalAttention incremental = new IncrementalAttention(attention, manager);
      KeysAndValues seen = null;
      for (int t = 0; t < 4; t++) {
        NDArray position = x.get(new NDIndex(":, {}:{}", t, t + 1)); // (B, 1, d_model)
        KeysAndValues own = incremental.keysAndValues(position);
        seen = seen == null ? own : seen.then(own);
        NDArray output = incremental.attend(position, seen, Mask.none());
        assertClose(output, expected.get(new NDIndex(":, {}:{}", t, t + 1)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMaskHidesTheSameAsInItsPlainTwin(boolean bias) {
    try (NDManager manager = NDManager.newBaseManager()) {
      MultiHeadAttention attention = attention(bias, manager);
      NDArray x = manager.randomNormal(new Shape(2, 1, WIDTH));
      KeysAndValues memory = attention.keysAndValues(manager.randomNormal(new Shape(2, 3, WIDTH)));
      Mask padding = Mask.padding(manager.create(new long[][] {{5, 6, 7}, {5, 0, 0}}), 0);
      assertClose(
          new IncrementalAttention(attention, manager).attend(x, memory, padding),
          attention.attend(x, memory, padding).output());
    }
  }

  /** With d_k and d_v that differ, so that nothing fits by chance. */
  private static MultiHeadAttention attention(boolean bias, NDManager manager) {
    MultiHeadAttention attention =
        MultiHeadAttention.builder()
            .setWidthAndHeads(WIDTH, 2)
            .optHeadWidths(4, 5)
            .optBias(bias)
            .optStream(RandomStream.of(3))
            .build();
    attention.initialize(manager);
    if (bias) {
      attention.inProjBias().addi(manager.randomNormal(attention.inProjBias().getShape()));
    }
    return attention;
  }

  private static void assertClose(NDArray actual, NDArray expected) {
    assertThat(actual.getShape()).isEqualTo(expected.getShape());
    assertThat(actual.sub(expected).abs().max().getFloat()).isCloseTo(0, within(1e-5f));
  }
}
