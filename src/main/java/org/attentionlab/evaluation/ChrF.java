package org.attentionlab.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * chrF of Popović (2015): n-grams of characters instead of words. P is the share of the output's
 * n-grams that the reference has, R the share of the reference's that the output has, both averaged
 * over n = 1 to 6, and
 *
 * <pre>chrF = 100 · (1 + β²) P R / (β² P + R)</pre>
 *
 * <p>A word with a wrong ending still counts for most of its letters, which suits languages of many
 * endings such as Korean. Numbers are those of sacrebleu 2: white space does not count, and of
 * several references the best one does.
 *
 * @param characterOrder the longest n-gram
 * @param beta how many times as important R is as P
 * @param lowercase whether capitals count as small letters
 */
public record ChrF(int characterOrder, int beta, boolean lowercase) implements CorpusMetric {

  private static final int COUNTS = 3; // for each order: n-grams of output and reference, matches

  /** chrF2, as papers use it. */
  public static ChrF standard() {
    return new ChrF(6, 2, false);
  }

  @Override
  public String name() {
    return "chrF" + beta;
  }

  /** For each order: n-grams of the output, of the reference, and matches. */
  @Override
  public long[] counts(String output, List<String> references) {
    int[] characters = characters(output);
    long[] best = null;
    for (String reference : references) {
      long[] counts = counts(characters, characters(reference));
      if (best == null || score(counts) > score(best)) {
        best = counts;
      }
    }
    return best;
  }

  private long[] counts(int[] output, int[] reference) {
    long[] counts = new long[COUNTS * characterOrder];
    for (int n = 1; n <= characterOrder; n++) {
      Map<String, Integer> ours = NGrams.ofCharacters(output, n);
      Map<String, Integer> right = NGrams.ofCharacters(reference, n);
      int place = COUNTS * (n - 1);
      counts[place] = right.isEmpty() ? 0 : NGrams.total(ours);
      counts[place + 1] = NGrams.total(right);
      counts[place + 2] = NGrams.matches(ours, right);
    }
    return counts;
  }

  private int[] characters(String sentence) {
    String text = lowercase ? sentence.toLowerCase(Locale.ROOT) : sentence;
    return WhiteSpace.remove(text).codePoints().toArray();
  }

  @Override
  public double score(long[] sums) {
    double precision = 0;
    double recall = 0;
    int orders = 0; // for which both sides are long enough
    for (int place = 0; place < sums.length; place += COUNTS) {
      if (sums[place] > 0 && sums[place + 1] > 0) {
        precision += (double) sums[place + 2] / sums[place];
        recall += (double) sums[place + 2] / sums[place + 1];
        orders++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    double factor = (double) beta * beta;
    return 100 * (1 + factor) * precision * recall / (factor * precision + recall);
  }

  /**
   * For example {@code nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:attentionlab-0.1.0}.
   */
  @Override
  public String signature(int references) {
    return "nrefs:%d|case:%s|eff:yes|nc:%d|nw:0|space:no|version:%s"
        .formatted(references, lowercase ? "lc" : "mixed", characterOrder, VERSION);
  }
}
