package org.attentionlab.training;

/**
 * The schedule of the paper (section 5.3, equation 3): the rate grows linearly for {@code warmup}
 * steps and then falls with the inverse square root of the step number.
 *
 * <pre>factor · d_model^-0.5 · min(step^-0.5, step · warmup^-1.5)</pre>
 *
 * @param modelWidth d_model
 * @param warmup the step with the highest rate, at least 1
 * @param factor 1 in the paper
 */
public record NoamSchedule(int modelWidth, int warmup, double factor)
    implements LearningRateSchedule {

  /** Checks that the numbers make sense. */
  public NoamSchedule {
    if (modelWidth < 1 || warmup < 1 || !(factor > 0)) {
      throw new IllegalArgumentException(
          "Expected d_model and warmup of at least 1 and a positive factor, but got d_model = "
              + modelWidth
              + ", warmup = "
              + warmup
              + ", factor = "
              + factor);
    }
  }

  /** The schedule as in the paper, with factor 1. */
  public NoamSchedule(int modelWidth, int warmup) {
    this(modelWidth, warmup, 1);
  }

  /**
   * The learning rate of step number {@code step}, counted from 1.
   *
   * @throws IllegalArgumentException if the step is smaller than 1: the formula divides by it
   */
  public double at(long step) {
    if (step < 1) {
      throw new IllegalArgumentException("Steps are counted from 1, but got step " + step);
    }
    double rising = step * Math.pow(warmup, -1.5);
    double falling = Math.pow(step, -0.5);
    return factor * Math.pow(modelWidth, -0.5) * Math.min(falling, rising);
  }

  @Override
  public double rate(long step, double spent) {
    return at(step);
  }
}
