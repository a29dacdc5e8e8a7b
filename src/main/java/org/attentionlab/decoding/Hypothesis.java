package org.attentionlab.decoding;

import java.util.Arrays;

/**
 * One output that a search has found.
 *
 * @param tokens the ids that the model said, without {@code <sos>} and {@code <eos>}
 * @param logProbability the sum of the log-probabilities of all tokens, {@code <eos>} included
 * @param finished whether the model ended it with {@code <eos>}; otherwise it was cut at the
 *     longest length allowed
 */
public record Hypothesis(int[] tokens, double logProbability, boolean finished) {

  /** How many tokens the model said, {@code <eos>} included. */
  public int length() {
    return tokens.length + (finished ? 1 : 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hypothesis h
        && Arrays.equals(tokens, h.tokens)
        && logProbability == h.logProbability
        && finished == h.finished;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(tokens) + Double.hashCode(logProbability);
  }

  @Override
  public String toString() {
    return Arrays.toString(tokens) + (finished ? "" : " …") + " (log p " + logProbability + ")";
  }
}
