package org.attentionlab.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Finds the merges of {@link FormulaBytePairLearner}, but counts only what a merge changes: each
 * pair knows the words that it stands in, and only these are counted anew. The most frequent pair
 * waits at the head of a queue.
 */
public final class IncrementalBytePairLearner implements BytePairLearner {

  private final BytePairConvention convention;

  public IncrementalBytePairLearner(BytePairConvention convention) {
    this.convention = convention;
  }

  @Override
  public List<BytePairMerge> learn(Map<String, Long> words, int merges, long minFrequency) {
    BytePairLearner.check(words, merges, minFrequency);
    Counts counts = new Counts(convention);
    words.forEach((word, count) -> counts.cut(new Word(count), convention.symbols(word)));
    counts.queueGrown();
    List<BytePairMerge> learned = new ArrayList<>();
    while (learned.size() < merges) {
      Pair best = counts.mostFrequent();
      if (best == null || best.count < minFrequency) {
        break;
      }
      learned.add(new BytePairMerge(best.symbols, best.count));
      counts.merge(best);
    }
    return learned;
  }

  /** A word of the text as it is cut at the moment. */
  private static final class Word {
    private final long count;
    private List<String> symbols = List.of();
    private List<Pair> pairs = List.of(); // of neighbours, one fewer than there are symbols

    Word(long count) {
      this.count = count;
    }
  }

  /** A pair with its count and the words that have it; some of them may have it no more. */
  private static final class Pair {
    private final SymbolPair symbols;
    private final List<Word> words = new ArrayList<>();
    private long count;
    private long
        queued; // with which count it waits in the queue, never too small; 0 if it does not

    Pair(SymbolPair symbols) {
      this.symbols = symbols;
    }
  }

  /** A place in the queue; worth nothing any more if the pair now waits with another count. */
  private record Place(Pair pair, long count) {}

  /** The counts of all pairs. */
  private static final class Counts {
    private final Map<SymbolPair, Pair> pairs = new HashMap<>();
    private final List<Pair> grown = new ArrayList<>();
    private final PriorityQueue<Place> queue;

    Counts(BytePairConvention convention) {
      queue =
          new PriorityQueue<>(
              Comparator.comparingLong(Place::count)
                  .reversed()
                  .thenComparing(place -> place.pair.symbols, convention.ties()));
    }

    void merge(Pair pair) {
      String merged = pair.symbols.merged();
      for (Word word : pair.words) {
        if (word.pairs.contains(pair)) {
          cut(word, pair.symbols.mergeIn(word.symbols, merged));
        }
      }
      pair.words.clear();
      queueGrown();
    }

    /** Cuts a word in a new way: its old pairs count less, its new ones more. */
    void cut(Word word, List<String> symbols) {
      List<Pair> before = word.pairs;
      word.symbols = symbols;
      word.pairs = pairsOf(symbols);
      for (Pair pair : before) {
        pair.count -= word.count;
      }
      for (Pair pair : word.pairs) {
        pair.count += word.count;
        if (!before.contains(pair)) {
          pair.words.add(word);
        }
        if (pair.count > pair.queued) {
          grown.add(pair);
        }
      }
    }

    private List<Pair> pairsOf(List<String> symbols) {
      List<Pair> result = new ArrayList<>(symbols.size());
      for (int i = 0; i + 1 < symbols.size(); i++) {
        SymbolPair pair = new SymbolPair(symbols.get(i), symbols.get(i + 1));
        result.add(pairs.computeIfAbsent(pair, Pair::new));
      }
      return result;
    }

    /** A pair that became more frequent moves up now; one that became rarer, when it is seen. */
    void queueGrown() {
      for (Pair pair : grown) {
        if (pair.count > pair.queued) {
          enqueue(pair);
        }
      }
      grown.clear();
    }

    private void enqueue(Pair pair) {
      pair.queued = pair.count;
      queue.add(new Place(pair, pair.count));
    }

    /** The pair to merge next, or null if there is none. */
    Pair mostFrequent() {
      while (!queue.isEmpty()) {
        Place first = queue.poll();
        Pair pair = first.pair;
        if (first.count != pair.queued) {
          continue; // it has another place, made when it grew
        }
        pair.queued = 0;
        if (first.count == pair.count) {
          return pair;
        }
        if (pair.count > 0) {
          enqueue(pair); // it became rarer
        }
      }
      return null;
    }
  }
}
