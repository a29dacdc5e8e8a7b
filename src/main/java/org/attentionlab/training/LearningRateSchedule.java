package org.attentionlab.training;

/** Says how long the next step of the optimiser should be. */
@FunctionalInterface
public interface LearningRateSchedule {

  /**
   * The learning rate of one step.
   *
   * @param step the number of the step, counted from 1
   * @param spent the share of the training budget used before this step, from 0 to 1; 0 if there is
   *     no budget
   */
  double rate(long step, double spent);

  /** The same rate at every step. */
  static LearningRateSchedule constant(double rate) {
    return (step, spent) -> rate;
  }
}
