package org.attentionlab.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * BLEU of Papineni et al. (2002): how many n-grams of the outputs, n = 1 to 4, are in the
 * references, and a penalty for outputs that are too short,
 *
 * <pre>BLEU = BP · exp(¼ Σ log pₙ),   BP = min(1, exp(1 - r/c))</pre>
 *
 * <p>with c tokens of output and r of reference. Numbers are those of sacrebleu 2 (Post, 2018),
 * which gets text as people read it and cuts it itself; that makes them comparable.
 *
 * @param tokenizer how sentences are cut
 * @param lowercase whether capitals count as small letters
 * @param smoothing what an order without a match counts
 * @param effectiveOrder whether orders that a sentence is too short for are left out; for single
 *     sentences
 */
public record Bleu(
    BleuTokenizer tokenizer, boolean lowercase, BleuSmoothing smoothing, boolean effectiveOrder)
    implements CorpusMetric {

  private static final int ORDERS = 4;
  private static final int MATCHES = 2; // first place in the counts, after the two lengths
  private static final int TOTALS = MATCHES + ORDERS;

  /** The settings that papers use: 13a, with case, smoothed by exp. */
  public static Bleu standard() {
    return new Bleu(BleuTokenizer.WMT_13A, false, BleuSmoothing.exp(), false);
  }

  /** The same for single sentences, which may be shorter than four tokens. */
  public static Bleu forSentences() {
    return new Bleu(BleuTokenizer.WMT_13A, false, BleuSmoothing.exp(), true);
  }

  /** The tokens that are compared. */
  public List<String> tokens(String sentence) {
    String text = lowercase ? sentence.toLowerCase(Locale.ROOT) : sentence;
    return tokenizer.tokenize(WhiteSpace.stripEnd(text));
  }

  /** The score of a corpus with all its parts, see {@link #corpus}. */
  public BleuScore details(List<String> outputs, List<List<String>> references) {
    return details(CorpusMetric.sum(counts(outputs, references)));
  }

  @Override
  public String name() {
    return "BLEU";
  }

  /** Length of the output, of the closest reference, then matches and n-grams of each order. */
  @Override
  public long[] counts(String output, List<String> references) {
    List<String> tokens = tokens(output);
    List<List<String>> rightOnes = references.stream().map(this::tokens).toList();
    long[] counts = new long[TOTALS + ORDERS];
    counts[0] = tokens.size();
    counts[1] = closestLength(tokens.size(), rightOnes);
    for (int n = 1; n <= ORDERS; n++) {
      Map<String, Integer> most = new HashMap<>(); // in one reference
      for (List<String> reference : rightOnes) {
        NGrams.ofWords(reference, n).forEach((ngram, count) -> most.merge(ngram, count, Math::max));
      }
      Map<String, Integer> ngrams = NGrams.ofWords(tokens, n);
      counts[MATCHES + n - 1] = NGrams.matches(ngrams, most);
      counts[TOTALS + n - 1] = NGrams.total(ngrams);
    }
    return counts;
  }

  /** Of two equally close ones the shorter. */
  private static int closestLength(int length, List<List<String>> references) {
    int closest = references.get(0).size();
    for (List<String> reference : references) {
      int difference = Math.abs(reference.size() - length) - Math.abs(closest - length);
      if (difference < 0 || (difference == 0 && reference.size() < closest)) {
        closest = reference.size();
      }
    }
    return closest;
  }

  @Override
  public double score(long[] sums) {
    return details(sums).score();
  }

  private BleuScore details(long[] sums) {
    List<Long> matches = Arrays.stream(sums, MATCHES, TOTALS).boxed().toList();
    List<Long> totals = Arrays.stream(sums, TOTALS, TOTALS + ORDERS).boxed().toList();
    double penalty = brevityPenalty(sums[0], sums[1]);
    List<Double> precisions = new ArrayList<>();
    if (matches.stream().anyMatch(count -> count > 0)) {
      precisions.addAll(precisions(matches, totals));
    }
    int orders = effectiveOrder ? precisions.size() : ORDERS;
    precisions.addAll(Collections.nCopies(ORDERS - precisions.size(), 0.0));
    double logs = precisions.stream().limit(orders).mapToDouble(Math::log).sum();
    double score = orders == 0 ? 0 : penalty * Math.exp(logs / orders); // exp(-∞) is 0
    return new BleuScore(score, penalty, precisions, matches, totals, sums[0], sums[1]);
  }

  private static double brevityPenalty(long output, long reference) {
    if (output >= reference) {
      return 1;
    }
    return output == 0 ? 0 : Math.exp(1 - (double) reference / output);
  }

  /** In percent, of the orders that the outputs are long enough for. */
  private List<Double> precisions(List<Long> matches, List<Long> totals) {
    List<Double> precisions = new ArrayList<>();
    double share = 1; // of a match, for exp
    for (int i = 0; i < ORDERS; i++) {
      boolean more = smoothing.method() == BleuSmoothing.Method.ADD_K && i > 0;
      double found = matches.get(i) + (more ? smoothing.value() : 0);
      double total = totals.get(i) + (more ? smoothing.value() : 0);
      if (total == 0) {
        break;
      }
      if (found == 0) {
        share /= 2;
        found =
            switch (smoothing.method()) {
              case EXP -> share;
              case FLOOR -> smoothing.value();
              case NONE, ADD_K -> 0;
            };
      }
      precisions.add(100 * found / total);
    }
    return precisions;
  }

  /**
   * For example {@code nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:attentionlab-0.1.0}.
   */
  @Override
  public String signature(int references) {
    return "nrefs:%d|case:%s|eff:%s|tok:%s|smooth:%s|version:%s"
        .formatted(
            references,
            lowercase ? "lc" : "mixed",
            effectiveOrder ? "yes" : "no",
            tokenizer.label(),
            smoothing,
            VERSION);
  }
}
