package org.attentionlab.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Between which values a score would lie if the test had had other sentences of the same kind:
 * bootstrap percentiles (Efron, 1979; for BLEU Koehn, 2004). The corpus is drawn anew many times,
 * the scores are sorted, and as many are cut off at both ends as the level allows.
 *
 * <p>It says how sure the score is for one trained model and such sentences; it does not say how
 * much another training with another seed would differ.
 *
 * @param score of the corpus itself
 * @param low the lower end
 * @param high the upper end
 * @param level the share of drawn corpora between both ends, for example 0.95
 */
public record BootstrapInterval(double score, double low, double high, double level) {

  /** The usual 95 % interval. */
  public static BootstrapInterval of(
      CorpusMetric metric, List<String> outputs, List<List<String>> references) {
    return of(metric, outputs, references, 0.95, Resampling.usual());
  }

  /**
   * The interval of a corpus.
   *
   * @param references as for {@link CorpusMetric#corpus}
   * @param level above 0 and below 1
   */
  public static BootstrapInterval of(
      CorpusMetric metric,
      List<String> outputs,
      List<List<String>> references,
      double level,
      Resampling resampling) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Expected a level between 0 and 1, such as 0.95, but got " + level + ".");
    }
    List<long[]> counts = metric.counts(outputs, references);
    double[] scores = Resampling.scores(metric, counts, resampling.draw(counts.size()));
    Arrays.sort(scores);
    int cut = (int) Math.floor(scores.length * (1 - level) / 2 + 1e-9); // 25 of 1000
    return new BootstrapInterval(
        metric.score(CorpusMetric.sum(counts)),
        scores[cut],
        scores[scores.length - 1 - cut],
        level);
  }

  /** For example {@code 29.91 [27.02, 33.10]}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", score, low, high);
  }
}
