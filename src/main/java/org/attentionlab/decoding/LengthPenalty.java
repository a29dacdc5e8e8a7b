package org.attentionlab.decoding;

/**
 * Makes outputs of different lengths comparable: each further token makes an output less likely, so
 * without a penalty the shortest wins. An output's score is its log-probability divided by ((5 + n)
 * / 6)^α, where n counts its tokens, {@code <eos>} included (Wu et al. 2016, equation 14; section
 * 6.1 of the paper takes α = 0.6).
 *
 * @param alpha α; 0 compares bare log-probabilities
 */
public record LengthPenalty(double alpha) {

  /** The paper's, α = 0.6. */
  public static final LengthPenalty PAPER = new LengthPenalty(0.6);

  /** Checks α. */
  public LengthPenalty {
    if (!(alpha >= 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException(
          "Expected a length penalty α of 0 or more, but got " + alpha + ".");
    }
  }

  /** What the log-probability of {@code length} tokens is divided by. */
  public double divisor(int length) {
    return Math.pow((5.0 + length) / 6.0, alpha);
  }

  /** The score of an output. */
  public double score(Hypothesis hypothesis) {
    return hypothesis.logProbability() / divisor(hypothesis.length());
  }
}
