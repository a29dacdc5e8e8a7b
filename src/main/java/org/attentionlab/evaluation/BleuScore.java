package org.attentionlab.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A BLEU with everything that it is made of; lists have a place for each n-gram order, 1 to 4.
 *
 * @param score from 0 to 100
 * @param brevityPenalty below 1 if the outputs are shorter than the references
 * @param precisions the percentage of n-grams that match, smoothed
 * @param matches how many n-grams match
 * @param totals how many n-grams the outputs have
 * @param outputLength tokens of the outputs
 * @param referenceLength tokens of the references, for each sentence of the one closest in length
 */
public record BleuScore(
    double score,
    double brevityPenalty,
    List<Double> precisions,
    List<Long> matches,
    List<Long> totals,
    long outputLength,
    long referenceLength) {

  /** For example {@code BLEU 29.91 77.1/51.6/25.9/8.7 (BP 0.972, 35 tokens for 36)}. */
  @Override
  public String toString() {
    String percent =
        precisions.stream()
            .map(precision -> String.format(Locale.ROOT, "%.1f", precision))
            .collect(Collectors.joining("/"));
    return String.format(
        Locale.ROOT,
        "BLEU %.2f %s (BP %.3f, %d tokens for %d)",
        score,
        percent,
        brevityPenalty,
        outputLength,
        referenceLength);
  }
}
