package org.attentionlab.training;

import java.util.OptionalDouble;

/**
 * How good a model is on sentences that it did not learn from.
 *
 * @param loss the mean cross-entropy of a token in nats, without smoothing; its exponential is the
 *     perplexity
 * @param exactMatch the percentage of sentences translated exactly right, if that was tried
 */
public record ValidationResult(double loss, OptionalDouble exactMatch) {

  /** More sentences right is better; if equal, a smaller loss is. */
  public boolean isBetterThan(ValidationResult other) {
    double mine = exactMatch.orElse(0);
    double theirs = other.exactMatch.orElse(0);
    return mine > theirs || (mine == theirs && loss < other.loss);
  }
}
