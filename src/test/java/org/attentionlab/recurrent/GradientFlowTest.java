package org.attentionlab.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientFlowTest {

  private static final int STEPS = 6;

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray inputs = manager.randomNormal(new Shape(1, STEPS, 3));
  private final NDArray zeros = manager.zeros(new Shape(1, 4));
  private final NDArray cotangent = manager.randomNormal(new Shape(1, 4));

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void theProductsOfJacobiansAreThoseWrittenByHand() {
    RnnCell cell = new RnnCell(3, 4, RandomStream.of(1));
    cell.initialize(manager);
    var named = NamedParameters.of(cell);
    BackpropagationThroughTime hand =
        BackpropagationThroughTime.run(
            named.get("weight_hh").getArray(),
            named.get("weight_ih").getArray(),
            named.get("bias_ih").getArray().add(named.get("bias_hh").getArray()),
            inputs.squeeze(0),
            zeros.squeeze(0),
            cotangent.squeeze(0));
    NDArray measured = GradientFlow.jacobianProducts(cell, inputs, RecurrentState.of(zeros));
    assertThat(measured.toFloatArray())
        .containsExactly(hand.jacobianProducts().get("1:").toFloatArray(), within(1e-5f));
  }

  @Test
  void inEveryCellTheNormsFollowFromTheProductsOfJacobians() {
    RandomStream stream = RandomStream.of(2);
    List<RecurrentCell> cells =
        List.of(
            new RnnCell(3, 4, stream),
            new RnnCell(3, 4, RnnCell.Activation.LINEAR, stream),
            new LstmCell(3, 4, stream),
            new GruCell(3, 4, stream));
    for (RecurrentCell cell : cells) {
      cell.initialize(manager);
      RecurrentState start =
          new RecurrentState(zeros, cell instanceof LstmCell ? zeros.duplicate() : null);
      NDArray products = GradientFlow.jacobianProducts(cell, inputs, start); // (T, H, H)
      double[] byDistance =
          GradientFlow.normsByDistance(cell, inputs, start, last -> last.mul(cotangent).sum());
      assertThat(byDistance).hasSize(STEPS);
      for (int k = 0; k < STEPS; k++) {
        NDArray expected = cotangent.matMul(products.get(STEPS - 1 - k)); // (1, H)
        assertThat(byDistance[k])
            .as("%s, distance %d", cell.getClass().getSimpleName(), k)
            .isCloseTo(expected.norm().getFloat(), within(1e-5));
      }
    }
  }

  @Test
  void withoutTanhEveryProductIsAPowerOfTheWeight() {
    RnnCell cell = new RnnCell(3, 4, RnnCell.Activation.LINEAR, RandomStream.of(3));
    cell.initialize(manager);
    NDArray weight = NamedParameters.of(cell).get("weight_hh").getArray();
    NDArray products = GradientFlow.jacobianProducts(cell, inputs, RecurrentState.of(zeros));
    NDArray cube = weight.matMul(weight).matMul(weight);
    assertThat(products.get(STEPS - 4).toFloatArray())
        .containsExactly(cube.toFloatArray(), within(1e-6f));
  }

  @Test
  void jacobiansOfSeveralSequencesAtOnceAreRefused() {
    RnnCell cell = new RnnCell(3, 4, RandomStream.of(1));
    cell.initialize(manager);
    assertThatThrownBy(
            () ->
                GradientFlow.jacobianProducts(
                    cell, inputs.repeat(0, 2), RecurrentState.of(zeros.repeat(0, 2))))
        .hasMessageContaining("one sequence")
        .hasMessageContaining("get(\"0:1\")");
  }

  @Test
  void aMatrixIsScaledToTheSpectralRadiusAskedFor() {
    NDArray weight = manager.randomNormal(new Shape(16, 16));
    assertThat(WeightSpectrum.of(WeightSpectrum.scaledTo(weight, 1.7)).spectralRadius())
        .isCloseTo(1.7, within(1e-5));
  }
}
