package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

/**
 * Backpropagation through time for the plain RNN, written out by hand; autograd gives the same
 * numbers.
 *
 * <p>Forward, for t = 1 … T: h_t = tanh(W_hh h_{t-1} + W_ih x_t + b). Backward, from the last step
 * to the first: dL/dh_{t-1} = J_t^T dL/dh_t with the Jacobian J_t = dh_t / dh_{t-1} = diag(1 -
 * h_t²) W_hh. The gradient of a weight is the sum of what all steps contribute, because all steps
 * share it.
 *
 * @param states h_0 … h_T, (T + 1, H)
 * @param stateGradients dL/dh_0 … dL/dh_T, (T + 1, H)
 * @param jacobianProducts dh_T/dh_t = J_T J_{T-1} … J_{t+1} for t = 0 … T, (T + 1, H, H)
 * @param hiddenWeightGradient dL/dW_hh, (H, H)
 * @param inputWeightGradient dL/dW_ih, (H, I)
 * @param biasGradient dL/db, (H)
 * @param inputGradient dL/dx, (T, I)
 */
public record BackpropagationThroughTime(
    NDArray states,
    NDArray stateGradients,
    NDArray jacobianProducts,
    NDArray hiddenWeightGradient,
    NDArray inputWeightGradient,
    NDArray biasGradient,
    NDArray inputGradient) {

  /**
   * Runs forward and backward for a loss that reads only the last state.
   *
   * @param hiddenWeight W_hh, (H, H)
   * @param inputWeight W_ih, (H, I)
   * @param bias b, (H)
   * @param inputs x_1 … x_T, (T, I)
   * @param initial h_0, (H)
   * @param lastGradient dL/dh_T, (H)
   * @return all arrays owned by the manager of {@code inputs}
   */
  public static BackpropagationThroughTime run(
      NDArray hiddenWeight,
      NDArray inputWeight,
      NDArray bias,
      NDArray inputs,
      NDArray initial,
      NDArray lastGradient) {
    int steps = Math.toIntExact(inputs.getShape().get(0));
    NDArray[] h = new NDArray[steps + 1];
    h[0] = initial;
    for (int t = 1; t <= steps; t++) {
      NDArray sum = hiddenWeight.matMul(h[t - 1]).add(inputWeight.matMul(inputs.get(t - 1)));
      h[t] = sum.add(bias).tanh(); // (H)
    }

    NDArray[] gradient = new NDArray[steps + 1];
    NDArray[] product = new NDArray[steps + 1];
    gradient[steps] = lastGradient;
    int width = Math.toIntExact(initial.size());
    product[steps] = inputs.getManager().eye(width).toType(inputs.getDataType(), false); // (H, H)
    NDArray hiddenWeightGradient = hiddenWeight.zerosLike();
    NDArray inputWeightGradient = inputWeight.zerosLike();
    NDArray biasGradient = bias.zerosLike();
    NDArray[] inputGradient = new NDArray[steps];
    for (int t = steps; t >= 1; t--) {
      NDArray slope = h[t].onesLike().sub(h[t].mul(h[t])); // tanh' = 1 - h_t², (H)
      NDArray beforeTanh = gradient[t].mul(slope); // dL/d(sum), (H)
      hiddenWeightGradient = hiddenWeightGradient.add(outer(beforeTanh, h[t - 1]));
      inputWeightGradient = inputWeightGradient.add(outer(beforeTanh, inputs.get(t - 1)));
      biasGradient = biasGradient.add(beforeTanh);
      inputGradient[t - 1] = inputWeight.transpose().matMul(beforeTanh);
      gradient[t - 1] = hiddenWeight.transpose().matMul(beforeTanh);
      NDArray jacobian = slope.expandDims(1).mul(hiddenWeight); // diag(slope) W_hh
      product[t - 1] = product[t].matMul(jacobian);
    }
    return new BackpropagationThroughTime(
        NDArrays.stack(new NDList(h)),
        NDArrays.stack(new NDList(gradient)),
        NDArrays.stack(new NDList(product)),
        hiddenWeightGradient,
        inputWeightGradient,
        biasGradient,
        NDArrays.stack(new NDList(inputGradient)));
  }

  /** The lengths of dL/dh_t for t = 0 … T, (T + 1). */
  public NDArray gradientNorms() {
    return stateGradients.norm(2, new int[] {1}, false);
  }

  /** The Frobenius norms of the Jacobian products for t = 0 … T, (T + 1). */
  public NDArray jacobianNorms() {
    return jacobianProducts.norm(2, new int[] {1, 2}, false);
  }

  /**
   * What no gradient norm can exceed: going back a step multiplies by at most max(1 - h_t²) · s.
   *
   * @param largestSingularValue s, of W_hh
   * @return bounds for t = 0 … T
   */
  public double[] gradientNormBounds(double largestSingularValue) {
    int steps = Math.toIntExact(states.getShape().get(0)) - 1;
    double[] bounds = new double[steps + 1];
    bounds[steps] = number(stateGradients.get(steps).norm());
    for (int t = steps; t >= 1; t--) {
      double smallest = number(states.get(t).abs().min());
      bounds[t - 1] = bounds[t] * (1 - smallest * smallest) * largestSingularValue;
    }
    return bounds;
  }

  private static double number(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }

  private static NDArray outer(NDArray a, NDArray b) {
    return a.expandDims(1).mul(b.expandDims(0)); // (H, ·)
  }
}
