package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * How x W^T + b is computed on the CPU. Both ways give the same numbers up to rounding; which one
 * is faster depends on the processor, so {@link MatrixProductTrial} measures them.
 */
public enum MatrixProduct {

  /** libtorch's {@code linear}, which goes to Intel MKL: the plain way. */
  MKL {
    @Override
    public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
      return ai.djl.nn.core.Linear.linear(x, weight, bias).singletonOrThrow();
    }
  },

  /**
   * A convolution with a 1 × 1 kernel, which goes to oneDNN. On AMD processors MKL leaves half of
   * the vector unit unused and oneDNN does not.
   */
  ONE_DNN {
    @Override
    public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
      Shape shape = x.getShape();
      long in = weight.getShape().get(1);
      long out = weight.getShape().get(0);
      long rows = shape.size() / in;
      if (rows % IMAGES != 0 || rows < SMALLEST) {
        return MKL.linear(x, weight, bias);
      }
      // Rows become the pixels of 16 images in channels-last layout: views, no copies.
      NDArray images =
          x.reshape(IMAGES, rows / IMAGES, 1, in).transpose(0, 3, 1, 2); // (16, in, rows/16, 1)
      NDArray kernel = weight.reshape(out, in, 1, 1); // owned by the weight's manager ...
      kernel.attach(x.getManager()); // ... and so moved to the step's
      NDArray y =
          Conv2d.conv2d(images, kernel, bias, new Shape(1, 1)).singletonOrThrow(); // (16, out, ..)
      Shape result = shape.slice(0, shape.dimension() - 1).add(out);
      return y.transpose(0, 2, 3, 1).reshape(result);
    }
  };

  /** With one thread libtorch takes oneDNN only for 16 images or more. */
  private static final int IMAGES = 16;

  /** Below this number of rows there is nothing to gain. */
  private static final int SMALLEST = 128;

  private static volatile MatrixProduct chosen = MKL;

  /**
   * Computes x W^T + b.
   *
   * @param x (..., in)
   * @param weight (out, in)
   * @param bias (out), or {@code null}
   * @return (..., out), owned by the manager of {@code x}
   */
  public abstract NDArray linear(NDArray x, NDArray weight, NDArray bias);

  /** The way in use in this process. */
  public static MatrixProduct chosen() {
    return chosen;
  }

  /** Chooses the way for the whole process; a resumed training sets what its checkpoint says. */
  public static void choose(MatrixProduct way) {
    chosen = way;
  }
}
