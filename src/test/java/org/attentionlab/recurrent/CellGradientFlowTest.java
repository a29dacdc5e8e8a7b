package org.attentionlab.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.attentionlab.nn.GradientCheck;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CellGradientFlowTest {

  private static final int STEPS = 6;
  private static final int WIDTH = 3;

  private final NDManager manager = NDManager.newBaseManager();
  private final LstmCell cell = new LstmCell(2, WIDTH, RandomStream.of(4));
  private final NDArray inputs =
      manager.create(
          new float[] {1, 0, -1, 2, 0.5f, 1, -2, 0, 1, 1, 0, -1}, new Shape(1, STEPS, 2));
  private final RecurrentState zero =
      new RecurrentState(manager.zeros(new Shape(1, WIDTH)), manager.zeros(new Shape(1, WIDTH)));

  CellGradientFlowTest() {
    cell.initialize(manager);
    ForgetBias.set(cell, 1);
    NamedParameters.of(cell).get("weight_hh").getArray().muli(4); // so that the gates matter
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void alongTheCellsTheGradientIsTheProductOfTheForgetGates() {
    List<LstmCell.Gates> gates = new ArrayList<>();
    RecurrentState state = zero;
    for (int t = 0; t < STEPS; t++) {
      gates.add(cell.gates(input(t), state));
      state = cell.step(input(t), state);
    }
    double[] norms = CellGradientFlow.norms(cell, inputs, zero, NDArray::sum).alongCells();
    NDArray tanh = state.cell().tanh();
    NDArray expected = gates.get(STEPS - 1).output().mul(tanh.square().neg().add(1)); // dL/dc_T
    for (int t = STEPS - 1; t >= 0; t--) {
      assertThat(norms[t]).isCloseTo(expected.norm().getFloat(), Offset.offset(1e-6));
      expected = expected.mul(gates.get(t).forget());
    }
  }

  @Test
  void byAllPathsItIsWhatFiniteDifferencesOfTheFirstCellSay() {
    RecurrentState before = cell.step(input(0), zero);
    // h_1 depends on c_1, so the output gate of step 1 is kept and h_1 computed anew
    NDArray output = cell.gates(input(0), zero).output();
    NDArray numerical =
        GradientCheck.numerical(
            c -> {
              RecurrentState state = new RecurrentState(output.mul(c.tanh()), c);
              for (int t = 1; t < STEPS; t++) {
                state = cell.step(input(t), state);
              }
              return state.hidden().sum();
            },
            before.cell(),
            1e-2);
    CellGradientFlow.Norms norms = CellGradientFlow.norms(cell, inputs, zero, NDArray::sum);
    double expected = numerical.norm().getFloat();
    assertThat(norms.all()).hasSize(STEPS);
    assertThat(norms.all()[0]).isCloseTo(expected, Offset.offset(0.002 * expected));
    assertThat(norms.alongCells()[0]).isNotCloseTo(expected, Offset.offset(0.02 * expected));
  }

  @Test
  void theForgetBiasSetsTheGateAndNothingElse() {
    var named = NamedParameters.of(cell);
    float[] before = named.get("bias_ih").getArray().toFloatArray();
    ForgetBias.set(cell, 2);
    float[] after = named.get("bias_ih").getArray().toFloatArray();
    for (int i = 0; i < after.length; i++) {
      boolean forget = i / WIDTH == 1;
      assertThat(after[i]).isEqualTo(forget ? 2 : before[i]);
    }
    named.get("weight_ih").getArray().muli(0);
    NDArray gate = cell.gates(input(0), zero).forget(); // h is 0, so only the biases speak
    float kept = (float) (1 / (1 + Math.exp(-2)));
    assertThat(gate.toFloatArray())
        .containsExactly(new float[] {kept, kept, kept}, Offset.offset(1e-6f));
  }

  @Test
  void aNetworkWithoutForgetGateIsRefused() {
    GruCell gru = new GruCell(2, WIDTH, RandomStream.of(1));
    gru.initialize(manager);
    assertThatThrownBy(() -> ForgetBias.set(gru, 1)).hasMessageContaining("(9, 3)");
  }

  private NDArray input(int t) {
    return inputs.get(":, " + t); // (1, 2)
  }
}
