package org.attentionlab.experiments;

import org.attentionlab.training.ChunkedLabelSmoothing;
import org.attentionlab.training.CoolDown;
import org.attentionlab.training.LabelSmoothing;
import org.attentionlab.training.LearningRateSchedule;
import org.attentionlab.training.NoamSchedule;
import org.attentionlab.training.SequenceLoss;

/**
 * How a model is trained (section 5 of the paper, at the scale of minutes).
 *
 * @param batchTokens the most positions of a batch, source and target, padding included
 * @param warmup the steps in which the learning rate rises
 * @param peakRate the learning rate after the warm-up, when it is highest
 * @param coolDownFrom the share of the budget after which the rate sinks to zero; 1 never, as in
 *     the paper
 * @param smoothing ε of label smoothing
 * @param clip the longest gradient; 0 does not clip, as in the paper
 * @param validateEvery steps between two measurements
 * @param validationPairs on how many pairs is measured
 * @param minCount tokens that are rarer in the training data become {@code <unk>}
 * @param longest pairs with a longer side, in tokens, are left out
 * @param merges how many merges of byte-pair encoding are learned from the training pairs; 0 takes
 *     the corpus's own tokenizer
 * @param average the weights at the last so many measurements are averaged in the end (section
 *     6.1); 0 takes those that were best on the validation pairs
 */
public record TrainingConfig(
    int batchTokens,
    int warmup,
    double peakRate,
    double coolDownFrom,
    double smoothing,
    double clip,
    int validateEvery,
    int validationPairs,
    int minCount,
    int longest,
    int merges,
    int average) {

  /** Checks the numbers that nobody else checks. */
  public TrainingConfig {
    if (batchTokens < 2
        || !(peakRate > 0)
        || clip < 0
        || validateEvery < 1
        || validationPairs < 1
        || longest < 3
        || merges < 0
        || average < 0) {
      throw new IllegalArgumentException(
          "A number of the training configuration is out of range: batch_tokens = "
              + batchTokens
              + ", peak_rate = "
              + peakRate
              + ", clip = "
              + clip
              + ", validate_every = "
              + validateEvery
              + ", validation_pairs = "
              + validationPairs
              + ", longest = "
              + longest
              + ", merges = "
              + merges
              + ", average = "
              + average);
    }
  }

  /** What fits a model of this width and minutes of training. */
  public static TrainingConfig forWidth(int width) {
    double peak = Math.min(2e-3, 1.5e-3 * Math.sqrt(128.0 / width));
    return new TrainingConfig(3000, 300, peak, 0.5, 0.1, 1, 500, 300, 1, 256, 0, 0);
  }

  /** The same for text that people have written: larger batches, pieces of words, averaging. */
  TrainingConfig forWrittenText() {
    return new TrainingConfig(
        8000, 1000, peakRate, 0.5, 0.1, clip, 500, validationPairs, 1, longest, 10_000, 5);
  }

  /** The schedule; the paper's, with the factor that gives {@code peakRate}. */
  LearningRateSchedule schedule(int modelWidth) {
    double factor = peakRate * Math.sqrt((double) modelWidth * warmup);
    NoamSchedule noam = new NoamSchedule(modelWidth, warmup, factor);
    return coolDownFrom < 1 ? new CoolDown(noam, coolDownFrom) : noam;
  }

  SequenceLoss loss(int paddingId) {
    return new ChunkedLabelSmoothing(new LabelSmoothing(smoothing, paddingId));
  }
}
