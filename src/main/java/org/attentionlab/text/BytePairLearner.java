package org.attentionlab.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns byte-pair encoding from the words of a text. There are two: {@link
 * FormulaBytePairLearner}, the algorithm as the paper prints it, and {@link
 * IncrementalBytePairLearner}, which finds the same merges much faster.
 */
public interface BytePairLearner {

  /**
   * The merges in the order in which they were learned; fewer than asked for if the text has no
   * more pairs that are frequent enough.
   *
   * @param words each word of the text with its number of occurrences
   * @param merges how many merges to learn at most
   * @param minFrequency the count below which a pair is not merged
   * @throws IllegalArgumentException if a number is negative
   */
  List<BytePairMerge> learn(Map<String, Long> words, int merges, long minFrequency);

  /**
   * How often each word occurs. For a joint encoding of two languages (section 3.2 of the paper)
   * give the sentences of both: a name that both share is then cut alike in both.
   *
   * @param sentences each as its words
   */
  static Map<String, Long> count(Iterable<List<String>> sentences) {
    Map<String, Long> counts = new HashMap<>();
    for (List<String> sentence : sentences) {
      for (String word : sentence) {
        counts.merge(word, 1L, Long::sum);
      }
    }
    return counts;
  }

  /** Refuses what {@link #learn} cannot do. */
  static void check(Map<String, Long> words, int merges, long minFrequency) {
    if (merges < 0 || minFrequency < 1) {
      throw new IllegalArgumentException(
          "Expected 0 merges or more and a smallest frequency of at least 1, but got %d and %d."
              .formatted(merges, minFrequency));
    }
    words.forEach(
        (word, count) -> {
          if (count < 1) {
            throw new IllegalArgumentException(
                "Expected at least one occurrence of each word, but got %d of \"%s\"."
                    .formatted(count, word));
          }
        });
  }
}
