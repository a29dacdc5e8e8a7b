package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.function.DoubleSupplier;

/**
 * Starting values of weights, drawn from our own {@link RandomStream}: equal seeds, equal weights.
 */
public final class Initializers {

  private Initializers() {}

  /**
   * Uniform in ±sqrt(6 / (fan_in + fan_out)) (Glorot and Bengio 2010), for weights of shape (out,
   * in).
   */
  public static Initializer xavierUniform(RandomStream stream) {
    return (manager, shape, dataType) -> {
      double bound = Math.sqrt(6.0 / (shape.get(0) + shape.get(1)));
      return fill(manager, shape, dataType, () -> (2 * stream.nextDouble() - 1) * bound);
    };
  }

  /** Normal with mean 0 and the given standard deviation (Box and Muller's method). */
  public static Initializer normal(RandomStream stream, double deviation) {
    return (manager, shape, dataType) ->
        fill(
            manager,
            shape,
            dataType,
            () -> {
              double radius = Math.sqrt(-2 * Math.log(1 - stream.nextDouble()));
              return deviation * radius * Math.cos(2 * Math.PI * stream.nextDouble());
            });
  }

  /** Uniform in ±bound. */
  public static Initializer uniform(RandomStream stream, double bound) {
    return (manager, shape, dataType) ->
        fill(manager, shape, dataType, () -> (2 * stream.nextDouble() - 1) * bound);
  }

  private static NDArray fill(
      NDManager manager, Shape shape, DataType dataType, DoubleSupplier values) {
    float[] data = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) values.getAsDouble();
    }
    try (NDArray overJavaMemory = manager.create(data, shape)) {
      // A copy that libtorch owns: parameters live long and take part in autograd.
      return dataType == DataType.FLOAT32
          ? overJavaMemory.duplicate()
          : overJavaMemory.toType(dataType, true);
    }
  }
}
