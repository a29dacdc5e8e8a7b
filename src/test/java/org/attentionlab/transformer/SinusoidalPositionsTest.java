package org.attentionlab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SinusoidalPositionsTest {

  private static final int WIDTH = 64;

  @Test
  void theShiftMatrixMovesAnyPositionByAnyDistance() {
    Random random = new Random(8);
    try (NDManager manager = NDManager.newBaseManager()) {
      for (int trial = 0; trial < 50; trial++) {
        int position = random.nextInt(1_000_000);
        int shift = random.nextInt(20_000) - 10_000;
        NDArray matrix = SinusoidalPositions.shiftMatrix(manager, shift, WIDTH);
        NDArray here = SinusoidalPositions.table(manager, position, 1, WIDTH); // (1, d_model)
        float[] moved = here.matMul(matrix.transpose()).toFloatArray();
        for (int column = 0; column < WIDTH; column++) {
          double angle = (position + shift) / Math.pow(10_000, 2.0 * (column / 2) / WIDTH);
          assertThat((double) moved[column])
              .as("position %d, shift %d, column %d", position, shift, column)
              .isCloseTo(column % 2 == 0 ? Math.sin(angle) : Math.cos(angle), within(1e-5));
        }
      }
    }
  }

  @Test
  void twoShiftsAreOneShiftByTheirSum() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray there = SinusoidalPositions.shiftMatrix(manager, 37, WIDTH);
      NDArray back = SinusoidalPositions.shiftMatrix(manager, -30, WIDTH);
      NDArray both = SinusoidalPositions.shiftMatrix(manager, 7, WIDTH);
      assertThat(there.matMul(back).sub(both).abs().max().getFloat()).isLessThan(1e-5f);
    }
  }

  @Test
  void theDotProductOfTwoPositionsDependsOnTheirDistanceAlone() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray near = SinusoidalPositions.table(manager, 0, 50, WIDTH);
      NDArray far = SinusoidalPositions.table(manager, 5_000, 50, WIDTH);
      NDArray products = near.matMul(near.transpose());
      assertThat(products.sub(far.matMul(far.transpose())).abs().max().getFloat())
          .isLessThan(1e-4f);
      assertThat(products.argMax(1).toLongArray()).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void anOddWidthHasNoShiftMatrix() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThatThrownBy(() -> SinusoidalPositions.shiftMatrix(manager, 1, 7))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("even d_model");
    }
  }
}
