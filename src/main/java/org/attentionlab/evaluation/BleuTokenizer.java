package org.attentionlab.evaluation;

import java.util.List;

/** How {@link Bleu} cuts sentences into words. A BLEU means nothing without saying this. */
public enum BleuTokenizer {

  /** As the WMT evaluations do it, see {@link Tokenizer13a}. */
  WMT_13A("13a") {
    @Override
    List<String> tokenize(String sentence) {
      return Tokenizer13a.tokenize(sentence);
    }
  },

  /** At white space only, for text that is already cut. */
  NONE("none") {
    @Override
    List<String> tokenize(String sentence) {
      return WhiteSpace.split(sentence);
    }
  },

  /** Every character is a token and blanks count nothing; for text without clear words. */
  CHARACTERS("char") {
    @Override
    List<String> tokenize(String sentence) {
      return WhiteSpace.remove(sentence).codePoints().mapToObj(Character::toString).toList();
    }
  };

  private final String label;

  BleuTokenizer(String label) {
    this.label = label;
  }

  abstract List<String> tokenize(String sentence);

  /** The name in the signature. */
  public String label() {
    return label;
  }
}
