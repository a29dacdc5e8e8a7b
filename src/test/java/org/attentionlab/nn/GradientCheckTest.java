package org.attentionlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GradientCheckTest {

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray point() {
    return manager.create(new double[] {0.5, -1, 2, 0.25, 3, -0.75}, new Shape(2, 3));
  }

  private static NDArray cubes(NDArray x) {
    return x.mul(x).mul(x).sum();
  }

  @Test
  void bothWaysFindTheGradientOfASumOfCubes() {
    double[] expected = {0.75, 3, 12, 0.1875, 27, 1.6875};
    NDArray exact = GradientCheck.autograd(GradientCheckTest::cubes, point());
    NDArray close = GradientCheck.numerical(GradientCheckTest::cubes, point(), 1e-5);

    assertThat(exact.getShape()).isEqualTo(new Shape(2, 3));
    assertThat(exact.toDoubleArray()).containsExactly(expected);
    assertThat(close.toDoubleArray())
        .containsExactly(expected, org.assertj.core.data.Offset.offset(1e-8));
    assertThat(GradientCheck.error(GradientCheckTest::cubes, point(), 1e-5)).isLessThan(1e-9);
  }

  @Test
  void aGradientThatDoesNotFollowTheFunctionIsFound() {
    // stopGradient hides one factor from autograd, as a bug in a hand-written backward pass would.
    double error = GradientCheck.error(x -> x.mul(x.stopGradient()).sum(), point(), 1e-5);

    assertThat(error).isBetween(0.49, 0.51);
  }

  @Test
  void theRelativeErrorIsTheLengthOfTheDifferenceOverTheLongerLength() {
    NDArray a = manager.create(new double[] {3, 4});
    NDArray b = manager.create(new double[] {3, 0});

    assertThat(GradientCheck.relativeError(a, b)).isEqualTo(0.8);
    assertThat(GradientCheck.relativeError(a, a)).isZero();
    assertThat(GradientCheck.relativeError(a.mul(a.zerosLike()), a.zerosLike())).isZero();
  }

  @Test
  void thePointStaysAsItIsAndNothingIsLeftBehind() {
    NDArray at = point();
    int before = manager.getManagedArrays().size();
    for (int i = 0; i < 5; i++) {
      GradientCheck.error(GradientCheckTest::cubes, at, 1e-5);
    }

    assertThat(manager.getManagedArrays()).hasSize(before);
    assertThat(at.hasGradient()).isFalse();
    assertThat(at.toDoubleArray()).isEqualTo(point().toDoubleArray());
  }

  @Test
  void aFunctionOfManyResultsIsRefusedWithItsShape() {
    assertThatThrownBy(() -> GradientCheck.autograd(x -> x.mul(x), point()))
        .hasMessageContaining("(2, 3)")
        .hasMessageContaining("Sum or average");
  }

  @Test
  void aFunctionThatLeavesTheGraphIsRefused() {
    assertThatThrownBy(() -> GradientCheck.autograd(x -> manager.full(new Shape(), 2), point()))
        .hasMessageContaining("does not depend");
  }

  @Test
  void wholeNumbersAreRefused() {
    NDArray whole = manager.create(new int[] {1, 2});

    assertThatThrownBy(() -> GradientCheck.numerical(GradientCheckTest::cubes, whole, 1e-5))
        .hasMessageContaining("float64");
  }

  @Test
  void aStepOfZeroIsRefused() {
    assertThatThrownBy(() -> GradientCheck.numerical(GradientCheckTest::cubes, point(), 0))
        .hasMessageContaining("above 0");
  }
}
