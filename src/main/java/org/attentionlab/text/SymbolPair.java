package org.attentionlab.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Two symbols that stand side by side in a word. Pairs are ordered by the left symbol, then by the
 * right one, both by code points; Java's own order of strings is another one where a character
 * needs two {@code char}s.
 *
 * @param left the first of the two
 * @param right the second
 */
public record SymbolPair(String left, String right) implements Comparable<SymbolPair> {

  /** The one symbol that a merge makes of the two. */
  public String merged() {
    return left + right;
  }

  /**
   * The same word with this pair merged wherever it occurs, from left to right and without overlap:
   * {@code a a a} becomes {@code aa a}.
   */
  public List<String> mergeIn(List<String> symbols) {
    return mergeIn(symbols, merged());
  }

  /** The same for who merges in many words: they share one string. */
  List<String> mergeIn(List<String> symbols, String merged) {
    List<String> result = new ArrayList<>(symbols.size());
    int i = 0;
    while (i < symbols.size()) {
      boolean here =
          i + 1 < symbols.size() && symbols.get(i).equals(left) && symbols.get(i + 1).equals(right);
      result.add(here ? merged : symbols.get(i));
      i += here ? 2 : 1;
    }
    return result;
  }

  @Override
  public int compareTo(SymbolPair other) {
    int byLeft = compare(left, other.left);
    return byLeft != 0 ? byLeft : compare(right, other.right);
  }

  private static int compare(String a, String b) {
    for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(order(a.charAt(i)), order(b.charAt(i)));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Halves of characters come after all whole ones, as the code points do that they make. */
  private static int order(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
