package org.attentionlab.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts n neighbours in a row. */
final class NGrams {

  private NGrams() {}

  /** How often each n-gram of words occurs; its words are joined by blanks. */
  static Map<String, Integer> ofWords(List<String> words, int n) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= words.size(); i++) {
      counts.merge(String.join(" ", words.subList(i, i + n)), 1, Integer::sum);
    }
    return counts;
  }

  /** How often each n-gram of characters (code points) occurs. */
  static Map<String, Integer> ofCharacters(int[] points, int n) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= points.length; i++) {
      counts.merge(new String(points, i, n), 1, Integer::sum);
    }
    return counts;
  }

  /** How many n-grams there are, each as often as it occurs. */
  static long total(Map<String, Integer> counts) {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** How many n-grams both have; one that occurs 3 and 2 times matches twice ("clipped"). */
  static long matches(Map<String, Integer> counts, Map<String, Integer> others) {
    long matches = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      matches += Math.min(entry.getValue(), others.getOrDefault(entry.getKey(), 0));
    }
    return matches;
  }
}
