package org.attentionlab.data;

import java.util.Optional;

/**
 * A sentence and its translation, with what is known about both.
 *
 * @param source the sentence to translate
 * @param target its translation
 * @param alignment which word translates which; only the pocket grammar knows it
 * @param antecedent what "it" stands for, if the sentence has an "it" with two candidates
 */
public record SentencePair(
    String source, String target, Optional<Alignment> alignment, Optional<Antecedent> antecedent) {

  /** A pair of which only the text is known. */
  public static SentencePair of(String source, String target) {
    return new SentencePair(source, target, Optional.empty(), Optional.empty());
  }
}
