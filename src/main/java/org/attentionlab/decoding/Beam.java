package org.attentionlab.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The beam of one sentence. Where greedy search keeps one beginning, a beam keeps the k best ones:
 * at every step each is continued by every token, and the best continuations stay.
 *
 * <p>A continuation that ends with {@code <eos>} leaves the beam and takes its place with it, so k
 * shrinks as hypotheses finish. Ties go to the hypothesis that ranked higher before, then to the
 * smaller token id; so the outcome does not depend on chance.
 */
public final class Beam {

  private final int width;
  private final int end;
  private final int longest;
  private final LengthPenalty penalty;
  private final List<Hypothesis> finished = new ArrayList<>();
  private List<Beginning> live = List.of(new Beginning(null, -1, -1, 0, 0));
  private List<Beginning> dropped = List.of();
  private List<Beginning> ending = List.of();

  /**
   * A beam with one empty beginning.
   *
   * @param width k, how many hypotheses are kept
   * @param end the id of {@code <eos>}
   * @param longest after how many tokens, {@code <eos>} included, an output is cut
   */
  public Beam(int width, int end, int longest, LengthPenalty penalty) {
    if (width < 1 || longest < 0) {
      throw new IllegalArgumentException(
          "Expected a beam of at least 1 hypothesis and a longest output of at least 0 tokens, but"
              + " got "
              + width
              + " and "
              + longest
              + ".");
    }
    this.width = width;
    this.end = end;
    this.longest = longest;
    this.penalty = penalty;
  }

  /**
   * A beginning of an output, as a chain that leads back to the empty one.
   *
   * @param before without its last token; {@code null} for the empty beginning
   * @param parent the rank of {@code before} in the beam at its time
   * @param token the last token
   * @param logProbability of all its tokens together
   * @param length how many tokens
   */
  public record Beginning(
      Beginning before, int parent, int token, double logProbability, int length) {

    private Beginning then(int rank, int next, double total) {
      return new Beginning(this, rank, next, total, length + 1);
    }

    /** The tokens, {@code <eos>} included if it is the last. */
    public int[] tokens() {
      int[] tokens = new int[length];
      Beginning at = this;
      for (int i = length - 1; i >= 0; i--) {
        tokens[i] = at.token;
        at = at.before;
      }
      return tokens;
    }
  }

  /** The beginnings that are kept, best first. */
  public List<Beginning> live() {
    return live;
  }

  /** The best continuations that the last step did not keep, at most k, best first. */
  public List<Beginning> dropped() {
    return dropped;
  }

  /** The continuations that the last step ended with {@code <eos>}, best first. */
  public List<Beginning> ending() {
    return ending;
  }

  /** Whether nothing can be continued any more. */
  public boolean ended() {
    return live.isEmpty() || live.get(0).length == longest;
  }

  /**
   * Whether no beginning can still overtake the best finished hypothesis: a log-probability only
   * falls, and no divisor is larger than that of the longest output.
   */
  public boolean settled() {
    double best =
        finished.stream().mapToDouble(penalty::score).max().orElse(Double.NEGATIVE_INFINITY);
    return live.stream().allMatch(b -> b.logProbability / penalty.divisor(longest) <= best);
  }

  /**
   * One step.
   *
   * @param logProbabilities of every token after every live beginning, in the order of {@link
   *     #live}; -∞ is impossible
   * @param from where in this array the first one's begin
   * @param vocabulary V, how many tokens there are
   */
  public void advance(float[] logProbabilities, int from, int vocabulary) {
    int places = width - finished.size();
    List<Beginning> best = best(logProbabilities, from, vocabulary, places + width);
    List<Beginning> next = new ArrayList<>();
    List<Beginning> ended = new ArrayList<>();
    for (Beginning kept : best.subList(0, Math.min(places, best.size()))) {
      if (kept.token == end) {
        ended.add(kept);
        int[] tokens = kept.tokens();
        finished.add(
            new Hypothesis(Arrays.copyOf(tokens, tokens.length - 1), kept.logProbability, true));
      } else {
        next.add(kept);
      }
    }
    dropped = List.copyOf(best.subList(Math.min(places, best.size()), best.size()));
    live = List.copyOf(next);
    ending = List.copyOf(ended);
  }

  /** The {@code count} likeliest continuations, best first. */
  private List<Beginning> best(float[] logs, int from, int vocabulary, int count) {
    List<Beginning> best = new ArrayList<>(count + 1);
    double worst = Double.NEGATIVE_INFINITY;
    for (int rank = 0; rank < live.size(); rank++) {
      Beginning beginning = live.get(rank);
      int row = from + rank * vocabulary;
      for (int token = 0; token < vocabulary; token++) {
        float log = logs[row + token];
        double total = beginning.logProbability + log;
        if (total <= worst || log == Float.NEGATIVE_INFINITY) {
          continue;
        }
        requireNumber(log, token);
        int place = best.size();
        while (place > 0 && best.get(place - 1).logProbability < total) {
          place--;
        }
        best.add(place, beginning.then(rank, token, total));
        if (best.size() > count) {
          best.remove(count);
        }
        if (best.size() == count) {
          worst = best.get(count - 1).logProbability;
        }
      }
    }
    return best;
  }

  /** Refuses what a broken model says, which no search can order. */
  static void requireNumber(float logProbability, int token) {
    if (Float.isNaN(logProbability)) {
      throw new IllegalStateException(
          "The model's probability of token "
              + token
              + " is not a number (NaN). Its weights are broken: look where its training loss"
              + " became NaN.");
    }
  }

  /**
   * All hypotheses found, best score first: the finished ones and, if the longest length was
   * reached, those that it cut.
   */
  public List<Hypothesis> hypotheses() {
    List<Hypothesis> all = new ArrayList<>(finished);
    live.forEach(cut -> all.add(new Hypothesis(cut.tokens(), cut.logProbability, false)));
    all.sort(Comparator.comparingDouble(penalty::score).reversed());
    return all;
  }
}
