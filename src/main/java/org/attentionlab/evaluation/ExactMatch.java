package org.attentionlab.evaluation;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * How many outputs are exactly right, character by character. For generated corpora, where there is
 * one right answer, no other metric says as much.
 *
 * @param right how many are right
 * @param total how many there are
 */
public record ExactMatch(int right, int total) {

  /**
   * Compares outputs with references. White space at the ends does not count, nor how Unicode
   * spells a character (NFC).
   *
   * @throws IllegalArgumentException if there are none, or not equally many
   */
  public static ExactMatch of(List<String> outputs, List<String> references) {
    if (outputs.size() != references.size() || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected as many outputs as references and at least one, but got "
              + outputs.size()
              + " outputs and "
              + references.size()
              + " references.");
    }
    int right = 0;
    for (int i = 0; i < outputs.size(); i++) {
      if (normal(outputs.get(i)).equals(normal(references.get(i)))) {
        right++;
      }
    }
    return new ExactMatch(right, outputs.size());
  }

  /** The share that is right, in percent. */
  public double percent() {
    return 100.0 * right / total;
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
  }

  /** For example {@code exact 99.35}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "exact %.2f", percent());
  }
}
