package org.attentionlab.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackpropagationThroughTimeTest {

  private static final int STEPS = 7;

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray hiddenWeight =
      manager.randomNormal(0, 0.6f, new Shape(4, 4), ai.djl.ndarray.types.DataType.FLOAT32);
  private final NDArray inputWeight = manager.randomNormal(new Shape(4, 3));
  private final NDArray bias = manager.randomNormal(new Shape(4));
  private final NDArray inputs = manager.randomNormal(new Shape(STEPS, 3));
  private final NDArray initial = manager.randomNormal(new Shape(4));
  private final NDArray cotangent = manager.randomNormal(new Shape(4));

  @AfterEach
  void close() {
    manager.close();
  }

  private BackpropagationThroughTime byHand() {
    return BackpropagationThroughTime.run(
        hiddenWeight, inputWeight, bias, inputs, initial, cotangent);
  }

  @Test
  void theGradientsByHandAreThoseOfAutograd() {
    List<NDArray> leaves = List.of(hiddenWeight, inputWeight, bias, inputs, initial);
    BackpropagationThroughTime hand = byHand();
    leaves.forEach(leaf -> leaf.setRequiresGradient(true));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray h = initial;
      for (int t = 0; t < STEPS; t++) {
        h = hiddenWeight.matMul(h).add(inputWeight.matMul(inputs.get(t))).add(bias).tanh();
      }
      collector.backward(h.mul(cotangent).sum());
    }
    assertClose(hand.hiddenWeightGradient(), hiddenWeight.getGradient());
    assertClose(hand.inputWeightGradient(), inputWeight.getGradient());
    assertClose(hand.biasGradient(), bias.getGradient());
    assertClose(hand.inputGradient(), inputs.getGradient());
    assertClose(hand.stateGradients().get(0), initial.getGradient());
  }

  @Test
  void eachStateGradientIsTheJacobianProductTimesTheLastOne() {
    BackpropagationThroughTime hand = byHand();
    for (int t = 0; t <= STEPS; t++) {
      assertClose(
          hand.jacobianProducts().get(t).transpose().matMul(cotangent),
          hand.stateGradients().get(t));
    }
  }

  @Test
  void noGradientNormExceedsItsBound() {
    BackpropagationThroughTime hand = byHand();
    double[] bounds =
        hand.gradientNormBounds(WeightSpectrum.of(hiddenWeight).largestSingularValue());
    float[] norms = hand.gradientNorms().toFloatArray();
    for (int t = 0; t <= STEPS; t++) {
      assertThat((double) norms[t]).isLessThanOrEqualTo(bounds[t] * (1 + 1e-5));
    }
  }

  @Test
  void theProbesOfGradientFlowMeasureTheSameNorms() {
    RnnCell cell = new RnnCell(3, 4, RandomStream.of(1));
    cell.initialize(manager);
    var named = NamedParameters.of(cell);
    BackpropagationThroughTime hand =
        BackpropagationThroughTime.run(
            named.get("weight_hh").getArray(),
            named.get("weight_ih").getArray(),
            named.get("bias_ih").getArray().add(named.get("bias_hh").getArray()),
            inputs,
            initial,
            cotangent);
    double[] norms =
        GradientFlow.norms(
            cell,
            inputs.expandDims(0),
            RecurrentState.of(initial.expandDims(0)),
            last -> last.mul(cotangent).sum());
    float[] expected = hand.gradientNorms().toFloatArray();
    for (int t = 0; t < STEPS; t++) {
      assertThat(norms[t]).isCloseTo(expected[t + 1], within(1e-5));
    }
  }

  @Test
  void theSpectrumOfANonNormalMatrixHasTwoDifferentNumbers() {
    NDArray weight = manager.create(new float[] {0.5f, 4, 0, 0.5f}, new Shape(2, 2));
    WeightSpectrum spectrum = WeightSpectrum.of(weight);
    assertThat(spectrum.spectralRadius()).isCloseTo(0.5, within(1e-6));
    assertThat(spectrum.largestSingularValue()).isCloseTo(4.0616, within(1e-3));
  }

  private static void assertClose(NDArray actual, NDArray expected) {
    assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-4f));
  }
}
