package org.attentionlab.evaluation;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Whether a change of a model moves a score to the same side as in somebody else's table. Ours is
 * the difference of two means over seeds, with Welch's 95 % interval (1947), which lets both
 * scatter differently; the other table has one figure each, so only the sign of its difference is
 * used.
 *
 * <ul>
 *   <li>The interval holds 0: cannot tell.
 *   <li>It does not, and both differences have the same sign: yes; otherwise: no. A table that
 *       shows no difference at all is contradicted by any interval without 0, and proven by none.
 * </ul>
 *
 * @param verdict what the interval justifies
 * @param difference of ours, changed minus base
 * @param low the lower end of the interval
 * @param high the upper end
 * @param theirs the other table's difference
 */
public record SameDirection(
    Verdict verdict, double difference, double low, double high, double theirs) {

  /** The answer to "same direction?". */
  public enum Verdict {
    /** Ours moves to the same side. */
    YES,
    /** Ours moves to the other side. */
    NO,
    /** Seeds scatter too much, or there are too few, to say on which side ours lies. */
    CANNOT_TELL;

    /** For tables: {@code yes}, {@code no}, {@code cannot tell}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final double LEVEL = 0.95;

  /** The difference below which two figures of a table count as equal: they are rounded. */
  private static final double EQUAL = 1e-9;

  /**
   * Compares a row with base.
   *
   * @param base our scores of base, one for each seed
   * @param changed our scores of the row. If one of the two has a single seed, it is taken to
   *     scatter like the other; if both have, nothing can be told
   * @param theirBase the other table's score of base
   * @param theirChanged the other table's score of the row
   * @throws IllegalArgumentException if there is no score, or one that is not a number
   */
  public static SameDirection of(
      double[] base, double[] changed, double theirBase, double theirChanged) {
    requireScores("base", base);
    requireScores("the changed row", changed);
    double difference = StatUtils.mean(changed) - StatUtils.mean(base);
    double half = halfWidth(base, changed);
    double theirs = theirChanged - theirBase;
    double sign = Math.abs(theirs) < EQUAL ? 0 : Math.signum(theirs);
    Verdict verdict;
    if (!(Math.abs(difference) > half)) {
      verdict = Verdict.CANNOT_TELL;
    } else {
      verdict = Math.signum(difference) == sign ? Verdict.YES : Verdict.NO;
    }
    return new SameDirection(verdict, difference, difference - half, difference + half, theirs);
  }

  /** Half of the interval's width: a quantile of t times the standard error of the difference. */
  private static double halfWidth(double[] a, double[] b) {
    if (a.length == 1 && b.length == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double varianceA = StatUtils.variance(a.length > 1 ? a : b);
    double varianceB = StatUtils.variance(b.length > 1 ? b : a);
    double errorA = varianceA / a.length;
    double errorB = varianceB / b.length;
    double error = errorA + errorB;
    if (error == 0) {
      return 0;
    }
    double freedom;
    if (a.length == 1 || b.length == 1) {
      freedom = Math.max(a.length, b.length) - 1.0; // one variance only is estimated
    } else { // Welch and Satterthwaite
      freedom =
          error * error / (errorA * errorA / (a.length - 1) + errorB * errorB / (b.length - 1));
    }
    double quantile = new TDistribution(freedom).inverseCumulativeProbability((1 + LEVEL) / 2);
    return quantile * Math.sqrt(error);
  }

  private static void requireScores(String what, double[] scores) {
    if (scores.length == 0 || Double.isNaN(StatUtils.sum(scores))) {
      throw new IllegalArgumentException(
          "Expected at least one score of %s, all of them numbers, but got %s."
              .formatted(what, Arrays.toString(scores)));
    }
  }

  /** For example {@code yes: -2.00 [-3.52, -0.48], theirs -0.90}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %+.2f [%+.2f, %+.2f], theirs %+.2f",
        verdict,
        difference,
        low,
        high,
        theirs);
  }
}
