package org.attentionlab.reference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * A tensor outside libtorch.
 *
 * @param shape its axes
 * @param data float[], long[] or boolean[], row by row
 */
record Tensor(long[] shape, Object data) {

  static Tensor of(NDArray array) {
    Object data =
        switch (array.getDataType()) {
          case FLOAT32 -> array.toFloatArray();
          case INT64 -> array.toLongArray();
          case BOOLEAN -> array.toBooleanArray();
          default ->
              throw new IllegalArgumentException("No such type here: " + array.getDataType());
        };
    return new Tensor(array.getShape().getShape(), data);
  }

  static Tensor of(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return new Tensor(new long[] {values.length}, floats);
  }

  static Tensor scalar(double value) {
    return new Tensor(new long[0], new float[] {(float) value});
  }

  /** A copy that libtorch owns, so that it may take part in autograd. */
  NDArray in(NDManager manager) {
    Shape to = new Shape(shape);
    if (data instanceof float[] floats) {
      return manager.create(floats, to).toType(DataType.FLOAT32, true);
    }
    return data instanceof long[] longs
        ? manager.create(longs, to)
        : manager.create((boolean[]) data, to);
  }

  long[] longs() {
    return (long[]) data;
  }

  String describe() {
    return data.getClass().getComponentType() + Arrays.toString(shape);
  }
}
