package org.attentionlab.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.attentionlab.data.Alignment;
import org.attentionlab.data.Alignment.Link;

/**
 * The alignment error rate of Och and Ney (2003, section 2.4): with predicted links A, sure links S
 * and possible links P, which include the sure ones,
 *
 * <pre>AER = 1 - (|A ∩ S| + |A ∩ P|) / (|A| + |S|)</pre>
 *
 * <p>It is 0 if every sure link was found and nothing that is not possible was said.
 *
 * @param predicted |A|
 * @param sure |S|
 * @param predictedAndSure |A ∩ S|
 * @param predictedAndPossible |A ∩ P|
 */
public record AlignmentErrorRate(
    int predicted, int sure, int predictedAndSure, int predictedAndPossible) {

  /** Counts that are added up over sentences; nothing is counted yet. */
  public static final AlignmentErrorRate NONE = new AlignmentErrorRate(0, 0, 0, 0);

  /** The counts of one sentence. */
  public static AlignmentErrorRate of(Set<Link> predicted, Alignment truth) {
    return new AlignmentErrorRate(
        predicted.size(),
        truth.sure().size(),
        common(predicted, truth.sure()),
        common(predicted, truth.possible()));
  }

  /** The counts of many sentences; the rate is that of all their links together. */
  public static AlignmentErrorRate of(List<Set<Link>> predicted, List<Alignment> truths) {
    if (predicted.size() != truths.size()) {
      throw new IllegalArgumentException(
          "Expected as many predictions as true alignments, but got %d and %d."
              .formatted(predicted.size(), truths.size()));
    }
    AlignmentErrorRate all = NONE;
    for (int i = 0; i < truths.size(); i++) {
      all = all.plus(of(predicted.get(i), truths.get(i)));
    }
    return all;
  }

  /**
   * The links that attention weights predict: each target word that has a sure link is linked to
   * the source token with the largest weight (the first of equal ones). Target words without a sure
   * link, such as a full stop that the grammar links to nothing, predict nothing.
   *
   * @param weights a row for each target token that is written, a column for each source token. An
   *     additional row or column for {@code <eos>} may follow: who looks at {@code <eos>} predicts
   *     a link that is never right
   */
  public static Set<Link> largestWeights(double[][] weights, Alignment truth) {
    Set<Link> links = new TreeSet<>();
    for (Link sure : truth.sure()) {
      if (sure.target() >= weights.length) {
        throw new IllegalArgumentException(
            "The alignment speaks of target token %d (counted from 0), but there are only %d rows of weights. Give the weights of the reference, a row for each of its tokens."
                .formatted(sure.target(), weights.length));
      }
      links.add(new Link(largest(weights[sure.target()]), sure.target()));
    }
    return links;
  }

  private static int largest(double[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    return best;
  }

  /** These counts and others together. */
  public AlignmentErrorRate plus(AlignmentErrorRate other) {
    return new AlignmentErrorRate(
        predicted + other.predicted,
        sure + other.sure,
        predictedAndSure + other.predictedAndSure,
        predictedAndPossible + other.predictedAndPossible);
  }

  /** The rate, from 0 (perfect) to 1; NaN if there is no link at all. */
  public double rate() {
    return 1 - (double) (predictedAndSure + predictedAndPossible) / (predicted + sure);
  }

  private static int common(Set<Link> a, Set<Link> b) {
    return (int) a.stream().filter(b::contains).count();
  }

  /** For example {@code aer 0.083}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "aer %.3f", rate());
  }
}
