package org.attentionlab.text;

import java.text.Normalizer;

/** What all tokenizers ask of a text before they cut it. */
final class Sentences {

  private Sentences() {}

  /**
   * {@code text} in Unicode form NFC.
   *
   * @throws IllegalArgumentException if it is null, has a line break, or is not valid Unicode
   */
  static String normalized(String text) {
    if (text == null) {
      throw new IllegalArgumentException("Expected a sentence, but got null.");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        throw new IllegalArgumentException(
            "Expected one sentence on one line, but there is a line break at position "
                + i
                + ". Cut the text into lines first, for example with text.lines().");
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new IllegalArgumentException(
              "Half a character (a lone surrogate) stands at position "
                  + i
                  + ": the text was cut in the middle of a character. Cut by code points instead.");
        }
        i++;
      }
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
