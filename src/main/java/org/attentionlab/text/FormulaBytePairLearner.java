package org.attentionlab.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Algorithm 1 of Sennrich et al. (2016), "Neural Machine Translation of Rare Words with Subword
 * Units", line by line: count all pairs of neighbours, merge the most frequent one everywhere,
 * begin again. It counts everything anew for each merge, which is easy to read and slow.
 */
public final class FormulaBytePairLearner implements BytePairLearner {

  private final BytePairConvention convention;

  public FormulaBytePairLearner(BytePairConvention convention) {
    this.convention = convention;
  }

  @Override
  public List<BytePairMerge> learn(Map<String, Long> words, int merges, long minFrequency) {
    BytePairLearner.check(words, merges, minFrequency);
    Map<String, List<String>> symbols = new HashMap<>();
    words.keySet().forEach(word -> symbols.put(word, convention.symbols(word)));
    List<BytePairMerge> learned = new ArrayList<>();
    while (learned.size() < merges) {
      Optional<BytePairMerge> best = mostFrequent(pairs(words, symbols));
      if (best.isEmpty() || best.get().count() < minFrequency) {
        break;
      }
      learned.add(best.get());
      symbols.replaceAll((word, before) -> best.get().pair().mergeIn(before));
    }
    return learned;
  }

  /** How often each pair occurs; in {@code a a a} the pair (a, a) occurs twice. */
  private static Map<SymbolPair, Long> pairs(
      Map<String, Long> words, Map<String, List<String>> symbols) {
    Map<SymbolPair, Long> counts = new HashMap<>();
    symbols.forEach(
        (word, parts) -> {
          for (int i = 0; i + 1 < parts.size(); i++) {
            counts.merge(
                new SymbolPair(parts.get(i), parts.get(i + 1)), words.get(word), Long::sum);
          }
        });
    return counts;
  }

  private Optional<BytePairMerge> mostFrequent(Map<SymbolPair, Long> counts) {
    return counts.entrySet().stream()
        .min(
            Map.Entry.<SymbolPair, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey(convention.ties())))
        .map(best -> new BytePairMerge(best.getKey(), best.getValue()));
  }
}
