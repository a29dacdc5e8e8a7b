package org.attentionlab.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which words of an output BLEU counts: the matches of all orders, laid back onto the words.
 *
 * @param words of the output, cut by the metric's tokenizer
 * @param orders for each word, the longest n-gram, 1 to 4, that matches and has it in it; 0 for a
 *     word that does not count
 * @param clipped whether a word does not count although a reference has it: the output said it more
 *     often than any reference
 */
public record NGramMatches(List<String> words, List<Integer> orders, List<Boolean> clipped) {

  private static final int ORDERS = 4;

  /**
   * The matches of one output.
   *
   * @param references one or more right translations
   */
  public static NGramMatches of(Bleu bleu, String output, List<String> references) {
    List<String> words = bleu.tokens(output);
    List<List<String>> rightOnes = references.stream().map(bleu::tokens).toList();
    int[] orders = new int[words.size()];
    for (int n = 1; n <= ORDERS; n++) {
      Map<String, Integer> left = new HashMap<>(); // how often each n-gram may still count
      for (List<String> reference : rightOnes) {
        NGrams.ofWords(reference, n).forEach((ngram, count) -> left.merge(ngram, count, Math::max));
      }
      for (int i = 0; i + n <= words.size(); i++) {
        String ngram = String.join(" ", words.subList(i, i + n));
        if (left.merge(ngram, -1, Integer::sum) >= 0) {
          Arrays.fill(orders, i, i + n, n);
        }
      }
    }
    List<Integer> longest = new ArrayList<>();
    List<Boolean> clipped = new ArrayList<>();
    for (int i = 0; i < orders.length; i++) {
      String word = words.get(i);
      longest.add(orders[i]);
      clipped.add(orders[i] == 0 && rightOnes.stream().anyMatch(r -> r.contains(word)));
    }
    return new NGramMatches(words, List.copyOf(longest), List.copyOf(clipped));
  }
}
