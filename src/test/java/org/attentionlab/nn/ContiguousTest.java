package org.attentionlab.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class ContiguousTest {

  @Test
  void aTransposedArrayKeepsItsNumbersAndIsLaidOutAnew() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray transposed = manager.arange(6f).reshape(2, 3).transpose();
      NDArray copy = Contiguous.of(transposed);
      assertThat(copy.getShape()).isEqualTo(new Shape(3, 2));
      assertThat(copy.toFloatArray()).containsExactly(0, 3, 1, 4, 2, 5);
      // A flattened array shares memory with a contiguous one only.
      copy.flatten().addi(1);
      assertThat(copy.toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
      transposed.flatten().addi(1);
      assertThat(transposed.toFloatArray()).containsExactly(0, 3, 1, 4, 2, 5);
    }
  }
}
