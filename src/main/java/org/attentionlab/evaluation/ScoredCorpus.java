package org.attentionlab.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Outputs, their references (one list or more), and how they are scored.
 *
 * @param lines where each output stood in the file, from 1
 */
record ScoredCorpus(
    List<String> outputs, List<List<String>> references, Bleu bleu, List<Integer> lines) {

  ScoredCorpus(List<String> outputs, List<List<String>> references, Bleu bleu) {
    this(outputs, references, bleu, IntStream.rangeClosed(1, outputs.size()).boxed().toList());
  }

  /** What a fault looks like, where (an index), and what the corpus is without it. */
  record Mend(String seen, int line, ScoredCorpus corpus) {}

  /** Looks for one fault. */
  interface Look {
    Optional<Mend> at(ScoredCorpus corpus);
  }

  double score() {
    return bleu.corpus(outputs, references);
  }

  int size() {
    return outputs.size();
  }

  List<String> first() {
    return references.get(0);
  }

  ScoredCorpus with(Bleu other) {
    return new ScoredCorpus(outputs, references, other, lines);
  }

  /** The same with all texts changed. */
  ScoredCorpus map(UnaryOperator<String> change) {
    return new ScoredCorpus(
        outputs.stream().map(change).toList(),
        references.stream().map(list -> list.stream().map(change).toList()).toList(),
        bleu,
        lines);
  }

  /** Output {@code ours[i]} beside the references {@code theirs[i]}. */
  ScoredCorpus pick(int[] ours, int[] theirs) {
    List<List<String>> picked = new ArrayList<>();
    references.forEach(list -> picked.add(IntStream.of(theirs).mapToObj(list::get).toList()));
    List<String> some = IntStream.of(ours).mapToObj(outputs::get).toList();
    return new ScoredCorpus(some, picked, bleu, IntStream.of(ours).mapToObj(lines::get).toList());
  }

  static int count(List<String> texts, Predicate<String> sign) {
    return (int) texts.stream().filter(sign).count();
  }

  /** The first line, from 0, with a sign, or -1. */
  static int find(List<String> texts, Predicate<String> sign) {
    return IntStream.range(0, texts.size())
        .filter(i -> sign.test(texts.get(i)))
        .findFirst()
        .orElse(-1);
  }
}
