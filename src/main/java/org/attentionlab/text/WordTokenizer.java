package org.attentionlab.text;

import java.util.ArrayList;
import java.util.List;

/**
 * One token a word. White space separates words, and every punctuation mark or symbol is a token of
 * its own, except where it stands inside a word ({@code don't}, {@code well-known}, {@code 3.5}).
 * Case is kept.
 *
 * <p>For Korean this gives <i>eojeol</i>, the units between blanks: a noun together with its
 * particle is one token.
 *
 * <p>{@link #join} sets a blank between tokens, but none before a mark that closes and none after a
 * bracket that opens. So {@code join(tokenize(s))} is {@code s} for every sentence that is spaced
 * in the usual way, which holds for all corpora of this kit.
 */
public final class WordTokenizer implements Tokenizer {

  /** The name of this tokenizer. */
  public static final String NAME = "word";

  private static final String NO_BLANK_BEFORE = ".,!?;:)]}%…”’»。、！？";
  private static final String NO_BLANK_AFTER = "([{“‘«¿¡";

  @Override
  public List<String> tokenize(String text) {
    int[] points = Sentences.normalized(text).codePoints().toArray();
    List<String> tokens = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      if (isPartOfWord(points, i)) {
        word.appendCodePoint(points[i]);
        continue;
      }
      flush(word, tokens);
      if (!isBlank(points[i])) {
        tokens.add(Character.toString(points[i]));
      }
    }
    flush(word, tokens);
    return tokens;
  }

  @Override
  public String join(List<String> tokens) {
    StringBuilder text = new StringBuilder();
    String previous = null;
    for (String token : tokens) {
      boolean blank =
          previous != null
              && !NO_BLANK_BEFORE.contains(token)
              && !NO_BLANK_AFTER.contains(previous);
      text.append(blank ? " " : "").append(token);
      previous = token;
    }
    return text.toString();
  }

  @Override
  public String name() {
    return NAME;
  }

  private static void flush(StringBuilder word, List<String> tokens) {
    if (!word.isEmpty()) {
      tokens.add(word.toString());
      word.setLength(0);
    }
  }

  /** Letters and digits, their accents, and the few marks that may stand between two of them. */
  static boolean isPartOfWord(int[] points, int i) {
    int point = points[i];
    if (isLetterOrDigit(point)) {
      return true;
    }
    if (i == 0 || i + 1 == points.length) {
      return false;
    }
    int before = points[i - 1];
    int after = points[i + 1];
    return switch (point) {
      case '\'', '’', '-' -> isLetterOrDigit(before) && isLetterOrDigit(after);
      case '.', ',' -> Character.isDigit(before) && Character.isDigit(after);
      default -> false;
    };
  }

  private static boolean isLetterOrDigit(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> Character.isLetterOrDigit(point);
    };
  }

  /** White space as Unicode sees it: no-break spaces too, which Java's isWhitespace leaves out. */
  private static boolean isBlank(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }
}
