package org.attentionlab.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a sentence into words and punctuation marks so that nothing is lost. The cuts are those of
 * {@link WordTokenizer}; where there was no blank, the mark carries a joiner {@code ￭} on that
 * side:
 *
 * <pre>Er sagt: "Ja."   →   Er  sagt  ￭:  "￭  Ja  ￭.  ￭"</pre>
 *
 * <p>So a word looks the same before a comma and before a blank, and learning sees it as one. A
 * blank too many becomes an empty word. {@code join(cut(s))} is {@code s} in Unicode form NFC, for
 * every {@code s}; that is what a BLEU computed on the original text needs.
 */
public final class JoinedWords {

  /** Says that there is no blank here (U+FFED). */
  public static final String JOINER = "￭";

  private JoinedWords() {}

  /**
   * The words and marks of {@code text}, in order; none for an empty text.
   *
   * @throws IllegalArgumentException if the text cannot be one sentence on one line, or contains
   *     the joiner itself
   */
  public static List<String> cut(String text) {
    String sentence = Sentences.normalized(text);
    int joiner = sentence.indexOf(JOINER);
    if (joiner >= 0) {
      throw new IllegalArgumentException(
          "The character "
              + JOINER
              + " at position "
              + joiner
              + " joins words and marks among tokens, so it cannot be part of the text. Take it"
              + " out first.");
    }
    List<String> pieces = new ArrayList<>();
    if (!sentence.isEmpty()) {
      for (String chunk : sentence.split(" ", -1)) {
        cutChunk(chunk.codePoints().toArray(), pieces);
      }
    }
    return pieces;
  }

  /** Cuts what stands between two blanks. */
  private static void cutChunk(int[] points, List<String> pieces) {
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      boolean inWord = WordTokenizer.isPartOfWord(points, i);
      boolean begins = i > 0 && !(inWord && WordTokenizer.isPartOfWord(points, i - 1));
      if (begins) {
        piece.append(inWord ? JOINER : ""); // a mark before a word joins to the right
        pieces.add(piece.toString());
        piece.setLength(0);
        piece.append(inWord ? "" : JOINER); // every other one to the left
      }
      piece.appendCodePoint(points[i]);
    }
    pieces.add(piece.toString());
  }

  /** The text of these words and marks, with blanks wherever no joiner forbids them. */
  public static String join(List<String> pieces) {
    StringBuilder text = new StringBuilder();
    boolean joined = true;
    for (String piece : pieces) {
      text.append(joined || piece.startsWith(JOINER) ? "" : " ");
      text.append(piece.replace(JOINER, ""));
      joined = piece.endsWith(JOINER);
    }
    return text.toString();
  }
}
