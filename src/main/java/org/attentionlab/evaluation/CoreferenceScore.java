package org.attentionlab.evaluation;

import java.util.List;
import java.util.Locale;
import org.attentionlab.data.Antecedent;
import org.attentionlab.data.SentencePair;
import org.attentionlab.decoding.Translation;
import org.attentionlab.text.Tokenizer;

/**
 * How often the right noun is named where the target must say what "it" stands for. The word at the
 * {@linkplain Antecedent#choice place of the choice} must be the reference's; what stands before or
 * after it does not count. If a translation has slipped by a word before that place, this counts as
 * wrong.
 *
 * @param right how many are right
 * @param total how many sentences had an "it" with two candidates
 */
public record CoreferenceScore(int right, int total) {

  /**
   * Counts over the pairs that have an antecedent; others are passed over.
   *
   * @param outputs one translation for each pair, in their order
   * @param pairs sources with references
   * @param tokenizer cuts the references
   * @throws IllegalArgumentException if there are not equally many, or none with an antecedent
   */
  public static CoreferenceScore of(
      List<Translation> outputs, List<SentencePair> pairs, Tokenizer tokenizer) {
    if (outputs.size() != pairs.size()) {
      throw new IllegalArgumentException(
          "Expected as many outputs as pairs, but got %d and %d."
              .formatted(outputs.size(), pairs.size()));
    }
    int right = 0;
    int total = 0;
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.get(i).antecedent().isPresent()) {
        int choice = pairs.get(i).antecedent().get().choice();
        List<String> reference = tokenizer.tokenize(pairs.get(i).target());
        List<String> said = outputs.get(i).targetTokens();
        right += choice < said.size() && said.get(choice).equals(reference.get(choice)) ? 1 : 0;
        total++;
      }
    }
    if (total == 0) {
      throw new IllegalArgumentException(
          "None of the %d pairs has an \"it\" with two candidates. The corpora grammar-en-ko and grammar-en-de have some."
              .formatted(pairs.size()));
    }
    return new CoreferenceScore(right, total);
  }

  /** The share that is right, in percent. */
  public double percent() {
    return 100.0 * right / total;
  }

  /** For example {@code it 98.75}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "it %.2f", percent());
  }
}
