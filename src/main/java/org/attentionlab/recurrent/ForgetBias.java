package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.Map;
import org.attentionlab.nn.NamedParameters;

/**
 * The starting bias of an LSTM's forget gate. With the usual start around 0 the gate keeps about
 * half of the cell at every step, so that after 20 steps a millionth is left; with a positive bias
 * the network begins by remembering (Gers et al. 2000; Jozefowicz et al. 2015 recommend 1).
 */
public final class ForgetBias {

  private ForgetBias() {}

  /**
   * Sets the bias of all forget gates. PyTorch's LSTM has two biases that are added: {@code
   * bias_ih} gets the whole value and {@code bias_hh} 0, so that the gate starts at σ(value) when
   * nothing else speaks.
   *
   * @param lstm an {@link LstmCell}, an {@link Lstm}, or a block that contains some and no other
   *     recurrent network; must be initialized
   */
  public static void set(Block lstm, double value) {
    Map<String, Parameter> parameters = NamedParameters.of(lstm);
    boolean found = false;
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      String name = entry.getKey();
      if (name.contains("weight_hh")) {
        requireLstm(name, entry.getValue().getArray().getShape());
        fill(parameters.get(name.replace("weight_hh", "bias_ih")).getArray(), (float) value);
        fill(parameters.get(name.replace("weight_hh", "bias_hh")).getArray(), 0);
        found = true;
      }
    }
    if (!found) {
      throw new IllegalArgumentException(
          "Expected an LSTM, but found no recurrent network in "
              + lstm.getClass().getSimpleName()
              + ".");
    }
  }

  private static void requireLstm(String name, Shape shape) {
    if (shape.get(0) != LstmCell.GATES * shape.get(1)) {
      throw new IllegalArgumentException(
          "Expected an LSTM, whose weight_hh has shape (4 H, H), but got "
              + name
              + " of shape "
              + shape
              + ". Only an LSTM has a forget gate.");
    }
  }

  private static void fill(NDArray bias, float value) { // (4 H): i, f, g, o
    float[] numbers = bias.toFloatArray();
    int width = numbers.length / LstmCell.GATES;
    Arrays.fill(numbers, width, 2 * width, value);
    bias.set(numbers);
  }
}
