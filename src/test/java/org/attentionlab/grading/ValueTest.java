package org.attentionlab.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import org.attentionlab.text.PortableJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValueTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void plainValuesComeBackAsTheyWere() {
    for (Object value : List.of(3, 1L << 60, 0.1f, Math.PI, Double.NaN, true, "", "a \"b\"\n")) {
      assertThat(copy(value)).isEqualTo(value);
    }
    assertThat(copy(null)).isNull();
  }

  @Test
  void listsMapsAndArraysComeBackWithWhatIsInThem() {
    assertThat(copy(List.of(1, List.of("x"), 2.5))).isEqualTo(List.of(1, List.of("x"), 2.5));
    assertThat(copy(Map.of("a", 1))).isEqualTo(Map.of("a", 1));
    assertThat(copy(new int[] {1, 2})).isEqualTo(new int[] {1, 2});
    assertThat(copy(new double[][] {{1, 2}, {}})).isEqualTo(new double[][] {{1, 2}, {}});
    assertThat(copy(new String[] {"x"})).isEqualTo(new String[] {"x"});
  }

  @Test
  void tensorsComeBackBitByBitWithShapeAndType() {
    NDArray floats =
        manager
            .create(new float[] {0.1f, -1e-38f, Float.NEGATIVE_INFINITY, Float.NaN})
            .reshape(2, 2);
    NDArray copied = (NDArray) copy(floats);
    assertThat(copied.getShape()).isEqualTo(floats.getShape());
    assertThat(copied.toFloatArray()).isEqualTo(floats.toFloatArray());
    NDArray ids = (NDArray) copy(manager.create(new long[] {1L << 40}));
    assertThat(ids.toLongArray()).containsExactly(1L << 40);
    NDArray mask = (NDArray) copy(manager.create(new boolean[] {true, false}));
    assertThat(mask.getDataType()).isEqualTo(DataType.BOOLEAN);
    assertThat(mask.toBooleanArray()).containsExactly(true, false);
  }

  @Test
  void nothingElsePasses() {
    assertThatThrownBy(() -> Value.encode(new Thread()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Thread");
  }

  private Object copy(Object value) {
    return Value.decode(PortableJson.parse(Value.encode(value).toString()), manager);
  }
}
