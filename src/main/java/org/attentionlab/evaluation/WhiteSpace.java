package org.attentionlab.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * White space as Python sees it. The metrics are defined by Python programs, and Java's own methods
 * leave out some blanks, such as the no-break space.
 */
final class WhiteSpace {

  private static final int NEXT_LINE = 0x85;

  private WhiteSpace() {}

  static boolean is(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == NEXT_LINE;
  }

  /** What stands between white space, like {@code text.split()}. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || is(text.charAt(i))) { // no blank needs two chars
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  /** The text without white space at its end, like {@code text.rstrip()}. */
  static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && is(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** The text without any white space. */
  static String remove(String text) {
    return String.join("", split(text));
  }
}
