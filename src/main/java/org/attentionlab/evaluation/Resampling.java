package org.attentionlab.evaluation;

import java.util.List;
import java.util.Random;

/**
 * How a bootstrap draws: as many sentences as the corpus has, each time any of them, so that some
 * come twice and some not at all.
 *
 * @param samples how many corpora to draw
 * @param seed of the random numbers; equal seeds draw equal corpora
 */
public record Resampling(int samples, long seed) {

  public Resampling {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "Expected at least one sample, but got " + samples + ". Usual are 1000.");
    }
  }

  /** A thousand corpora. */
  public static Resampling usual() {
    return new Resampling(1000, 12_345);
  }

  /** The sentences of each drawn corpus, (samples, sentences). */
  int[][] draw(int sentences) {
    Random random = new Random(seed);
    int[][] drawn = new int[samples][sentences];
    for (int[] corpus : drawn) {
      for (int i = 0; i < sentences; i++) {
        corpus[i] = random.nextInt(sentences);
      }
    }
    return drawn;
  }

  /** The score of each drawn corpus. */
  static double[] scores(CorpusMetric metric, List<long[]> counts, int[][] drawn) {
    double[] scores = new double[drawn.length];
    for (int sample = 0; sample < drawn.length; sample++) {
      long[] sum = new long[counts.get(0).length];
      for (int sentence : drawn[sample]) {
        long[] each = counts.get(sentence);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += each[i];
        }
      }
      scores[sample] = metric.score(sum);
    }
    return scores;
  }
}
