package org.attentionlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixProductTest {

  private final MatrixProduct before = MatrixProduct.chosen();

  @AfterEach
  void restore() {
    System.clearProperty(MatrixProductTrial.PROPERTY);
    MatrixProduct.choose(before);
  }

  @ParameterizedTest
  @ValueSource(longs = {16, 128, 160, 161, 2080})
  void bothWaysAgreeInValueAndGradients(long rows) {
    List<NDArray> plain;
    List<NDArray> fast;
    try (NDManager manager = NDManager.newBaseManager()) {
      plain = results(MatrixProduct.MKL, manager, rows);
      fast = results(MatrixProduct.ONE_DNN, manager, rows);
      for (int i = 0; i < plain.size(); i++) {
        assertThat(fast.get(i).getShape()).isEqualTo(plain.get(i).getShape());
        NDArray difference = fast.get(i).sub(plain.get(i)).abs().max();
        float size = plain.get(i).abs().max().getFloat();
        assertThat(difference.getFloat()).isLessThanOrEqualTo(1e-5f * size);
      }
    }
  }

  /** y, and the gradients of x, W and b. */
  private static List<NDArray> results(MatrixProduct way, NDManager manager, long rows) {
    RandomStream stream = RandomStream.of(3);
    NDArray x = normal(stream, manager, rows / 2, 2, 24);
    NDArray weight = normal(stream, manager, 40, 24);
    NDArray bias = normal(stream, manager, 40);
    NDArray direction = normal(stream, manager, rows / 2, 2, 40);
    List<NDArray> results = new ArrayList<>();
    List<NDArray> inputs = List.of(x, weight, bias);
    inputs.forEach(input -> input.setRequiresGradient(true));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray y = way.linear(x, weight, bias);
      results.add(y.stopGradient());
      collector.backward(y.mul(direction).sum());
    }
    inputs.forEach(input -> results.add(input.getGradient()));
    return results;
  }

  private static NDArray normal(RandomStream stream, NDManager manager, long... shape) {
    return Initializers.normal(stream, 1)
        .initialize(manager, new Shape(shape), ai.djl.ndarray.types.DataType.FLOAT32);
  }

  @Test
  void oneDnnIsTakenOnlyIfItIsClearlyFaster() {
    assertThat(new MatrixProductTrial.Speeds(100, 110).faster()).isEqualTo(MatrixProduct.MKL);
    assertThat(new MatrixProductTrial.Speeds(100, 180).faster()).isEqualTo(MatrixProduct.ONE_DNN);
  }

  @Test
  void theTrialMeasuresBothWaysOnceAndLeavesTheGradientSwitchAsItWas() {
    boolean gradients = ai.djl.pytorch.jni.JniUtils.isGradMode();
    MatrixProductTrial.Speeds speeds = MatrixProductTrial.speeds();
    assertThat(speeds.mkl()).isPositive();
    assertThat(speeds.oneDnn()).isPositive();
    assertThat(MatrixProductTrial.speeds()).isSameAs(speeds);
    assertThat(ai.djl.pytorch.jni.JniUtils.isGradMode()).isEqualTo(gradients);
  }

  @Test
  void aPropertyDecidesWithoutMeasuring() {
    System.setProperty(MatrixProductTrial.PROPERTY, "OneDNN");
    assertThat(MatrixProductTrial.choose(Device.cpu())).isEqualTo(MatrixProduct.ONE_DNN);
    assertThat(MatrixProduct.chosen()).isEqualTo(MatrixProduct.ONE_DNN);
    System.setProperty(MatrixProductTrial.PROPERTY, "mkl");
    assertThat(MatrixProductTrial.choose(Device.cpu())).isEqualTo(MatrixProduct.MKL);
  }

  @Test
  void anUnknownWayIsNamedInTheMessage() {
    System.setProperty(MatrixProductTrial.PROPERTY, "abacus");
    assertThatThrownBy(() -> MatrixProductTrial.choose(Device.cpu()))
        .hasMessageContaining("abacus")
        .hasMessageContaining("onednn");
  }
}
