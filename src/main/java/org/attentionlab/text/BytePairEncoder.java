package org.attentionlab.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts words into the symbols of a byte-pair encoding: the merges are applied in the order in which
 * they were learned, each to all its occurrences in the word. A word that was seen before is looked
 * up.
 */
public final class BytePairEncoder {

  private static final int MOST_WORDS = 1_000_000; // that are kept
  private static final int NONE = Integer.MAX_VALUE;

  private final BytePairMerges merges;
  private final Map<SymbolPair, Integer> first = new HashMap<>();
  private final int[] again; // the next rank of the same pair
  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  /**
   * An encoder; its rank of a pair is the place in the list of merges, from 0.
   *
   * @param merges as a {@link BytePairLearner} found them
   */
  public BytePairEncoder(BytePairMerges merges) {
    this.merges = merges;
    again = new int[merges.pairs().size()];
    Arrays.fill(again, NONE);
    for (int rank = again.length - 1; rank >= 0; rank--) {
      Integer later = first.put(merges.pairs().get(rank), rank);
      again[rank] = later == null ? NONE : later;
    }
  }

  /** The symbols of a word; the last one is, or ends with, {@code </w>}. */
  public List<String> encode(String word) {
    List<String> symbols = known.get(word);
    if (symbols == null) {
      symbols = cut(word);
      if (known.size() < MOST_WORDS) {
        known.put(word, symbols);
      }
    }
    return symbols;
  }

  /** Each turn applies the next merge that has something to do in this word. */
  private List<String> cut(String word) {
    List<String> symbols = merges.convention().symbols(word);
    int rank = next(symbols, -1);
    while (rank != NONE) {
      symbols = merges.pairs().get(rank).mergeIn(symbols);
      rank = next(symbols, rank);
    }
    return List.copyOf(symbols);
  }

  /** The smallest rank above {@code done} of any pair in the word. */
  private int next(List<String> symbols, int done) {
    int smallest = NONE;
    for (int i = 0; i + 1 < symbols.size(); i++) {
      int rank = first.getOrDefault(new SymbolPair(symbols.get(i), symbols.get(i + 1)), NONE);
      while (rank <= done) {
        rank = again[rank]; // a pair may be merged, come up once more, and be merged again
      }
      smallest = Math.min(smallest, rank);
    }
    return smallest;
  }
}
