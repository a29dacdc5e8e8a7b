package org.attentionlab.recurrent;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.function.UnaryOperator;
import org.attentionlab.nn.Shapes;

/**
 * How much of the loss's gradient reaches each step of a recurrent cell, measured by autograd. To
 * every state a probe of zeros is added; it changes no number, and its gradient is dL/dh_t. Any
 * cell can be measured; the plain RNN can also be computed by hand, see {@link
 * BackpropagationThroughTime}, and its W_hh can be judged in advance, see {@link WeightSpectrum}.
 */
public final class GradientFlow {

  private GradientFlow() {}

  /**
   * The norms of dL/dh_t for t = 1 … T, where the loss reads only the last state.
   *
   * @param cell RNN, LSTM or GRU
   * @param inputs (B, T, I)
   * @param initial (B, H)
   * @param loss makes a scalar from h_T, (B, H)
   * @return T norms over the whole batch, the first for step 1
   */
  public static double[] norms(
      RecurrentCell cell, NDArray inputs, RecurrentState initial, UnaryOperator<NDArray> loss) {
    try (NDManager scratch = inputs.getManager().newSubManager()) {
      return stateGradients(cell, inputs, initial, loss, scratch).stream()
          .mapToDouble(GradientFlow::length)
          .toArray();
    }
  }

  /**
   * The same norms by distance from the loss: element k is the norm of dL/dh_{T-k}, k = 0 … T - 1.
   */
  public static double[] normsByDistance(
      RecurrentCell cell, NDArray inputs, RecurrentState initial, UnaryOperator<NDArray> loss) {
    double[] norms = norms(cell, inputs, initial, loss);
    double[] byDistance = new double[norms.length];
    for (int k = 0; k < norms.length; k++) {
      byDistance[k] = norms[norms.length - 1 - k];
    }
    return byDistance;
  }

  /**
   * The products of Jacobians dh_T/dh_t for t = 1 … T of one sequence: row i, column j says how
   * h_T[i] moves when h_t[j] does. For the plain RNN each factor is diag(1 - h²) W_hh. In an LSTM
   * this is the way through h alone, with the cells c held fixed at step t.
   *
   * <p>One backward pass gives all rows: H copies of the sequence run as a batch, and copy i asks
   * for h_T[i].
   *
   * @param inputs (1, T, I)
   * @param initial (1, H)
   * @return (T, H, H), the first for step 1 and the last the identity; owned by the manager of
   *     {@code inputs}
   */
  public static NDArray jacobianProducts(
      RecurrentCell cell, NDArray inputs, RecurrentState initial) {
    Shapes.requireAxes("the inputs of one sequence", inputs, 3, "(1, T, I)");
    if (inputs.getShape().get(0) != 1) {
      throw new IllegalArgumentException(
          "Expected one sequence (1, T, I), but got shape "
              + inputs.getShape()
              + ". Each sequence has Jacobians of its own: take one with get(\"0:1\").");
    }
    NDManager owner = inputs.getManager();
    try (NDManager scratch = owner.newSubManager()) {
      int width = Math.toIntExact(initial.hidden().getShape().get(1));
      NDArray copies = inputs.repeat(0, width); // (H, T, I)
      copies.attach(scratch);
      RecurrentState start = initial.map(array -> array.repeat(0, width)); // (H, H)
      start.map(
          array -> {
            array.attach(scratch);
            return array;
          });
      NDArray diagonal = scratch.eye(width).toType(inputs.getDataType(), false);
      List<NDArray> gradients =
          stateGradients(cell, copies, start, last -> last.mul(diagonal).sum(), scratch);
      NDArray products = NDArrays.stack(new NDList(gradients)); // (T, H, H)
      products.attach(owner);
      return products;
    }
  }

  /** dL/dh_t for t = 1 … T, each (B, H), owned by {@code scratch}. */
  private static List<NDArray> stateGradients(
      RecurrentCell cell,
      NDArray inputs,
      RecurrentState initial,
      UnaryOperator<NDArray> loss,
      NDManager scratch) {
    Shapes.requireAxes("the inputs", inputs, 3, "(B, T, I)");
    long steps = inputs.getShape().get(1);
    Shape shape = initial.hidden().getShape();
    NDList probes = new NDList();
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray local = inputs.duplicate();
      local.attach(scratch);
      RecurrentState state = initial;
      for (NDArray x : local.split(steps, 1)) {
        NDArray probe = scratch.zeros(shape, inputs.getDataType());
        probe.setRequiresGradient(true);
        probes.add(probe);
        RecurrentState next = cell.step(x.squeeze(1), state);
        state = new RecurrentState(next.hidden().add(probe), next.cell()); // (B, H)
      }
      collector.backward(loss.apply(state.hidden()));
    }
    return probes.stream().map(NDArray::getGradient).toList();
  }

  /** The Euclidean norm in double precision: squares of small float gradients would become 0. */
  static double length(NDArray gradient) {
    return gradient.toType(DataType.FLOAT64, false).norm().getDouble();
  }
}
