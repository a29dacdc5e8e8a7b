package org.attentionlab.text;

import java.util.ArrayList;
import java.util.List;

/**
 * One token a character (a Unicode code point). A blank is shown as {@code ▁}, so that it can be
 * seen in a vocabulary file and on the axis of a chart.
 *
 * <p>{@code join(tokenize(s))} is {@code s} in Unicode form NFC, for every {@code s}.
 */
public final class CharacterTokenizer implements Tokenizer {

  /** The name of this tokenizer. */
  public static final String NAME = "character";

  /** How a blank looks as a token (U+2581). */
  public static final String BLANK = "▁";

  @Override
  public List<String> tokenize(String text) {
    String sentence = Sentences.normalized(text);
    int shadow = sentence.indexOf(BLANK);
    if (shadow >= 0) {
      throw new IllegalArgumentException(
          "The character "
              + BLANK
              + " at position "
              + shadow
              + " stands for a blank among tokens, so it cannot be part of the text."
              + " Write a blank instead.");
    }
    List<String> tokens = new ArrayList<>(sentence.length());
    sentence
        .codePoints()
        .forEach(point -> tokens.add(point == ' ' ? BLANK : Character.toString(point)));
    return tokens;
  }

  @Override
  public String join(List<String> tokens) {
    return String.join("", tokens).replace(BLANK, " ");
  }

  @Override
  public String name() {
    return NAME;
  }
}
