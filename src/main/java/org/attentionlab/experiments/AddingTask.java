package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.nn.RandomStream;

/**
 * Adding (Hochreiter and Schmidhuber 1997): at each step a number from 0 to 1 and a mark; two steps
 * are marked, one in each half; after the last step, say the sum of the two marked numbers. An
 * answer is right if it is less than 0.04 away. Whoever always says 1, the mean, is right in about
 * 8 of 100 cases, with a mean squared error of 1/6.
 */
public final class AddingTask implements MemoryTask {

  private static final double NEAR = 0.04;

  private final int steps;

  /**
   * A task over that many steps.
   *
   * @param steps at least 2; the first marked number is at most so many steps away
   */
  public AddingTask(int steps) {
    if (steps < 2) {
      throw new IllegalArgumentException("Expected at least 2 steps, but got " + steps + ".");
    }
    this.steps = steps;
  }

  @Override
  public String name() {
    return "adding";
  }

  @Override
  public int distance() {
    return steps;
  }

  @Override
  public int inputWidth() {
    return 2;
  }

  @Override
  public int outputWidth() {
    return 1;
  }

  @Override
  public int answers() {
    return 1;
  }

  /** The sum has a triangular density around 1: P(|sum - 1| < d) = 2 d - d². */
  @Override
  public double chancePercent() {
    return 100 * (2 * NEAR - NEAR * NEAR);
  }

  @Override
  public Samples samples(int count, RandomStream stream, NDManager manager) {
    float[] inputs = new float[count * steps * 2];
    float[] sums = new float[count];
    for (int row = 0; row < count; row++) {
      int half = steps / 2;
      int first = SymbolTask.draw(stream, half);
      int second = half + SymbolTask.draw(stream, steps - half);
      for (int t = 0; t < steps; t++) {
        int at = 2 * (row * steps + t);
        inputs[at] = (float) stream.nextDouble();
        if (t == first || t == second) {
          inputs[at + 1] = 1;
          sums[row] += inputs[at];
        }
      }
    }
    return new Samples(
        manager.create(inputs, new Shape(count, steps, 2)),
        manager.create(sums, new Shape(count, 1)));
  }

  @Override
  public NDArray loss(NDArray outputs, NDArray answers) {
    return outputs.squeeze(-1).sub(answers).square().mean();
  }

  @Override
  public NDArray right(NDArray outputs, NDArray answers) {
    return outputs.squeeze(-1).sub(answers).abs().lt(NEAR);
  }
}
