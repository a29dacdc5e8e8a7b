package org.attentionlab.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attentionlab.evaluation.ScoredCorpus.Mend;

/** Faults in which text stands beside which. */
final class LineFaults {

  private static final int LEAST_LINES = 3; // that fit better after a shift
  private static final double LEAST_SHARE = 0.05; // of all lines
  private static final double LEAST_GAIN = 15; // chrF of these lines on average
  private static final double FAR = 1.3; // times as long

  private LineFaults() {}

  static Optional<Mend> empty(ScoredCorpus corpus) {
    int[] said =
        IntStream.range(0, corpus.size())
            .filter(i -> !corpus.outputs().get(i).isBlank() || corpus.first().get(i).isBlank())
            .toArray();
    if (said.length == corpus.size()) {
      return Optional.empty();
    }
    String seen =
        "%d of %d outputs are empty, their references are not"
            .formatted(corpus.size() - said.length, corpus.size());
    int line = ScoredCorpus.find(corpus.outputs(), String::isBlank);
    ScoredCorpus rest = said.length == 0 ? corpus : corpus.pick(said, said);
    return Optional.of(new Mend(seen, line, rest));
  }

  static Optional<Mend> shifted(ScoredCorpus corpus) {
    Optional<Mend> forward = shifted(corpus, 1);
    Optional<Mend> back = shifted(corpus, -1);
    if (forward.isPresent() && back.isPresent()) {
      boolean better = forward.get().corpus().score() >= back.get().corpus().score();
      return better ? forward : back;
    }
    return forward.or(() -> back);
  }

  /**
   * Looks for the line from which on output i fits reference i + {@code by} best: the end of the
   * corpus with the largest sum of gains.
   */
  private static Optional<Mend> shifted(ScoredCorpus corpus, int by) {
    double[] gains = gains(corpus, by);
    double sum = 0;
    double most = 0;
    int from = corpus.size();
    for (int i = corpus.size() - 1; i >= 0; i--) {
      sum += gains[i];
      if (sum > most) {
        most = sum;
        from = i;
      }
    }
    int lines = corpus.size() - from;
    if (lines < Math.max(LEAST_LINES, LEAST_SHARE * corpus.size()) || most / lines < LEAST_GAIN) {
      return Optional.empty();
    }
    int start = from;
    int[] ours =
        IntStream.range(0, corpus.size())
            .filter(i -> i < start || (i + by >= 0 && i + by < corpus.size()))
            .toArray();
    int[] theirs = IntStream.of(ours).map(i -> i < start ? i : i + by).toArray();
    String seen =
        "from line %d on, output i fits reference i %s 1; chrF of a line gains %.0f on average"
            .formatted(corpus.lines().get(start), by > 0 ? "+" : "-", most / lines);
    return Optional.of(new Mend(seen, start, corpus.pick(ours, theirs)));
  }

  private static double[] gains(ScoredCorpus corpus, int by) {
    ChrF chrf = ChrF.standard();
    double[] gains = new double[corpus.size()];
    for (int i = Math.max(0, -by); i < Math.min(corpus.size(), corpus.size() - by); i++) {
      String output = corpus.outputs().get(i);
      gains[i] =
          chrf.sentence(output, List.of(corpus.first().get(i + by)))
              - chrf.sentence(output, List.of(corpus.first().get(i)));
    }
    return gains;
  }

  static Optional<Mend> lengths(ScoredCorpus corpus) {
    double ours = letters(corpus.outputs());
    double theirs =
        corpus.references().stream().mapToDouble(LineFaults::letters).average().orElse(0);
    if (ours == 0 || theirs == 0 || Math.max(ours / theirs, theirs / ours) < FAR) {
      return Optional.empty();
    }
    String seen =
        "the outputs have %.0f letters, the references %.0f: %.2f times as many"
            .formatted(ours, theirs, ours / theirs);
    int line =
        IntStream.range(0, corpus.size())
            .filter(i -> !corpus.outputs().get(i).isBlank())
            .boxed()
            .max(
                Comparator.comparingInt(
                    i ->
                        Math.abs(
                            corpus.outputs().get(i).length() - corpus.first().get(i).length())))
            .orElse(0);
    boolean pairs = corpus.references().size() == 1; // several references cannot be swapped
    ScoredCorpus swapped =
        pairs
            ? new ScoredCorpus(
                corpus.first(), List.of(corpus.outputs()), corpus.bleu(), corpus.lines())
            : corpus;
    return Optional.of(new Mend(seen, line, swapped));
  }

  /** Marks and blanks do not count, so that tokens and sub-words change nothing. */
  private static long letters(List<String> texts) {
    return texts.stream()
        .flatMapToInt(String::codePoints)
        .filter(Character::isLetterOrDigit)
        .count();
  }
}
