package org.attentionlab.grading.exercises;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.nn.RandomStream;

/** Random arguments for exercises. */
final class Inputs {

  private static final double LARGEST = 2;

  private Inputs() {}

  /** A float32 tensor of numbers between -2 and 2. */
  static NDArray tensor(NDManager manager, RandomStream stream, long... shape) {
    Shape wanted = new Shape(shape);
    float[] numbers = new float[Math.toIntExact(wanted.size())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (LARGEST * (2 * stream.nextDouble() - 1));
    }
    return manager.create(numbers, wanted);
  }
}
