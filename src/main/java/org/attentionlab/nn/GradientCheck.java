package org.attentionlab.nn;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.function.Function;

/**
 * Two ways to the gradient of a function that returns one number, and how far they are apart.
 * Automatic differentiation is exact up to rounding, but only as right as the code it follows;
 * finite differences know nothing of the code, but are never exact. If both agree, both are right.
 *
 * <p>Numbers of type float64 make the check sharp: with float32 even a right gradient differs from
 * the numerical one in the third or fourth digit.
 */
public final class GradientCheck {

  private GradientCheck() {}

  /**
   * The gradient by automatic differentiation.
   *
   * @param f returns one number, shape () or (1), computed from its argument
   * @param at where to take the gradient; float32 or float64, left as it is
   * @return the shape of {@code at}, owned by its manager
   */
  public static NDArray autograd(Function<NDArray, NDArray> f, NDArray at) {
    requireFloat(at);
    try (NDManager scratch = at.getManager().newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray x = at.duplicate();
      x.attach(scratch);
      x.setRequiresGradient(true);
      NDArray y = one(f.apply(x), scratch);
      try {
        collector.backward(y);
      } catch (EngineException e) {
        throw new IllegalArgumentException(
            "The result does not depend on the argument in a way that can be followed. Look for a"
                + " detour through Java numbers, such as toFloatArray().",
            e);
      }
      NDArray gradient = x.getGradient();
      NDArray result = gradient.duplicate();
      gradient.attach(scratch);
      result.attach(at.getManager());
      return result;
    }
  }

  /**
   * The gradient by central differences: (f(x + h) - f(x - h)) / 2h, one element of x at a time.
   *
   * @param f as above
   * @param at as above
   * @param h how far to step to each side; about 1e-5 for float64, 1e-2 for float32
   * @return the shape of {@code at}, owned by its manager
   */
  public static NDArray numerical(Function<NDArray, NDArray> f, NDArray at, double h) {
    requireFloat(at);
    if (!(h > 0)) {
      throw new IllegalArgumentException("Expected a step h above 0, but got " + h);
    }
    double[] gradient = new double[Math.toIntExact(at.size())];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (shifted(f, at, i, h) - shifted(f, at, i, -h)) / (2 * h);
    }
    return array(at.getManager(), gradient, at);
  }

  /**
   * How far two gradients are apart: |a - b| / max(|a|, |b|), with |·| the length of the vector of
   * all elements. 0 if both are 0; never above 2.
   */
  public static double relativeError(NDArray a, NDArray b) {
    if (!a.getShape().equals(b.getShape())) {
      throw new IllegalArgumentException(
          "Expected two gradients of one shape, but got " + a.getShape() + " and " + b.getShape());
    }
    double[] p = numbers(a);
    double[] q = numbers(b);
    double difference = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < p.length; i++) {
      difference += (p[i] - q[i]) * (p[i] - q[i]);
      first += p[i] * p[i];
      second += q[i] * q[i];
    }
    return difference == 0 ? 0 : Math.sqrt(difference / Math.max(first, second));
  }

  /** The relative error between both ways; arguments as above. */
  public static double error(Function<NDArray, NDArray> f, NDArray at, double h) {
    try (NDArray exact = autograd(f, at);
        NDArray approximate = numerical(f, at, h)) {
      return relativeError(exact, approximate);
    }
  }

  private static double shifted(Function<NDArray, NDArray> f, NDArray at, int i, double by) {
    double[] x = numbers(at);
    x[i] += by;
    try (NDManager scratch = at.getManager().newSubManager()) {
      return numbers(one(f.apply(array(scratch, x, at)), scratch))[0];
    }
  }

  private static NDArray one(NDArray y, NDManager scratch) {
    y.attach(scratch);
    if (y.size() != 1) {
      throw new IllegalArgumentException(
          "A gradient needs a function that returns one number, but this one returned shape "
              + y.getShape()
              + ". Sum or average its result first.");
    }
    return y;
  }

  /** A tensor that libtorch owns, with the shape and type of {@code like}. */
  private static NDArray array(NDManager manager, double[] numbers, NDArray like) {
    try (NDArray overJavaMemory = manager.create(numbers, like.getShape())) {
      return overJavaMemory.toType(like.getDataType(), true);
    }
  }

  private static double[] numbers(NDArray array) {
    try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
      return wide.toDoubleArray();
    }
  }

  private static void requireFloat(NDArray at) {
    if (!at.getDataType().isFloating()) {
      throw new IllegalArgumentException(
          "A gradient needs numbers of type float32 or float64, but this tensor has "
              + at.getDataType()
              + ". Convert it with toType(DataType.FLOAT64, false).");
    }
  }
}
