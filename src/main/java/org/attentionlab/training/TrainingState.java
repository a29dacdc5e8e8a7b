package org.attentionlab.training;

/**
 * Where a training stands: with the weights and the optimiser's state, all that is needed to go on
 * as if it had never been interrupted.
 *
 * @param step how many steps are done
 * @param epoch the epoch of the next batch
 * @param batch the index in its epoch of the next batch
 * @param seconds the time spent so far
 * @param tokens the target tokens learned from so far
 * @param optimizerSteps t of {@link Adam}
 * @param randomStream the state of the model's random stream
 * @param matrixProduct how matrix products are computed; chosen by a measurement when the training
 *     began, and kept, because another way rounds differently
 * @param best the best measurement so far; {@code null} if there was none
 */
public record TrainingState(
    long step,
    long epoch,
    int batch,
    double seconds,
    long tokens,
    long optimizerSteps,
    long randomStream,
    String matrixProduct,
    Best best) {

  /**
   * The best measurement.
   *
   * @param step after which step
   * @param loss as in {@link ValidationResult}
   * @param exactMatch as there; {@code null} if it was not tried
   */
  public record Best(long step, double loss, Double exactMatch) {}
}
