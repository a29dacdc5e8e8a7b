package org.attentionlab.training;

import java.time.Duration;

/**
 * What one step of training has done, and where the training stands after it.
 *
 * @param step the number of the step, from 1
 * @param epoch the number of the pass through the data, from 0
 * @param batch the index of the batch in the epoch, from 0
 * @param batches how many batches the epoch has
 * @param seconds the time spent so far, validation and earlier runs included
 * @param tokens the target tokens learned from so far, padding not counted
 * @param learningRate the rate of this step
 * @param loss the mean loss of a token of this batch, in nats
 * @param gradientNorm the global norm before clipping; NaN if nothing clips
 * @param spent the share of the budget used so far, from 0 to 1
 */
public record TrainingStep(
    long step,
    long epoch,
    int batch,
    int batches,
    double seconds,
    long tokens,
    double learningRate,
    double loss,
    double gradientNorm,
    double spent) {

  /** How long the rest of the budget takes at the pace so far. */
  public Duration left() {
    if (!(spent > 0)) {
      return Duration.ZERO;
    }
    double left = seconds * Math.max(0, 1 - spent) / spent;
    return Duration.ofMillis(Math.round(1000 * left));
  }
}
