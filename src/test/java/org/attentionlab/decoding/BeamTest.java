package org.attentionlab.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Beams on made-up bigram models: log p(y | a) is element a V + y of a table; 0 begins, 1 ends. */
class BeamTest {

  private static final int BEGIN = 0;
  private static final int END = 1;

  @Property(tries = 200)
  void aBeamAsWideAsTheSpaceFindsWhatAnExhaustiveSearchFinds(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 4) int vocabulary,
      @ForAll @IntRange(min = 1, max = 4) int longest,
      @ForAll @DoubleRange(min = 0, max = 2) double alpha) {
    float[] table = bigrams(vocabulary, new Random(seed));
    LengthPenalty penalty = new LengthPenalty(alpha);
    List<Hypothesis> all = new ArrayList<>();
    enumerate(table, vocabulary, longest, new int[0], 0, all);
    all.sort(Comparator.comparingDouble(penalty::score).reversed());
    Beam beam = run(table, vocabulary, all.size(), longest, penalty, false);
    assertThat(beam.hypotheses()).hasSameSizeAs(all);
    for (int i = 0; i < all.size(); i++) {
      assertThat(penalty.score(beam.hypotheses().get(i)))
          .isCloseTo(penalty.score(all.get(i)), within(1e-12));
    }
    // Two orders of the same bigrams are equally likely, so the best one need not be the only one.
    assertThat(all).contains(beam.hypotheses().get(0));
  }

  @Property(tries = 500)
  void endingASettledBeamEarlyDoesNotChangeItsBestHypothesis(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 8) int vocabulary,
      @ForAll @IntRange(min = 1, max = 5) int width,
      @ForAll @DoubleRange(min = 0, max = 2) double alpha) {
    float[] table = bigrams(vocabulary, new Random(seed));
    LengthPenalty penalty = new LengthPenalty(alpha);
    Hypothesis patient = run(table, vocabulary, width, 12, penalty, false).hypotheses().get(0);
    Hypothesis early = run(table, vocabulary, width, 12, penalty, true).hypotheses().get(0);
    assertThat(early).isEqualTo(patient);
  }

  @Test
  void aWiderBeamCanFindWhatGreedyMisses() {
    // a (0.6) leads to two outputs of 0.3; b (0.4) to one of 0.36.
    float log = Float.NEGATIVE_INFINITY;
    float[] table = {
      log,
      log,
      ln(0.6),
      ln(0.4), // after <sos>: a, b
      0,
      0,
      0,
      0,
      log,
      ln(0.5),
      ln(0.5),
      log, // after a
      log,
      ln(0.9),
      ln(0.1),
      log // after b
    };
    LengthPenalty none = new LengthPenalty(0);
    assertThat(run(table, 4, 1, 2, none, false).hypotheses().get(0).tokens()).containsExactly(2);
    Hypothesis best = run(table, 4, 2, 2, none, false).hypotheses().get(0);
    assertThat(best.tokens()).containsExactly(3);
    assertThat(Math.exp(best.logProbability())).isCloseTo(0.36, within(1e-6));
  }

  @Test
  void whatWasNearlyKeptCanBeLookedAt() {
    Beam beam = new Beam(2, END, 5, LengthPenalty.PAPER);
    beam.advance(new float[] {-9, -3, -1, -2, -4}, 0, 5);
    assertThat(beam.live()).extracting(Beam.Beginning::token).containsExactly(2, 3);
    assertThat(beam.dropped()).extracting(Beam.Beginning::token).containsExactly(1, 4);
  }

  @Test
  void aBrokenModelIsNamed() {
    Beam beam = new Beam(2, END, 5, LengthPenalty.PAPER);
    assertThatThrownBy(() -> beam.advance(new float[] {-1, Float.NaN}, 0, 2))
        .hasMessageContaining("token 1")
        .hasMessageContaining("NaN");
  }

  @Test
  void thePenaltyOfThePaperDividesByThePowerOfTheLength() {
    Hypothesis ten = new Hypothesis(new int[9], -5, true);
    assertThat(LengthPenalty.PAPER.score(ten)).isCloseTo(-5 / Math.pow(2.5, 0.6), within(1e-12));
    assertThatThrownBy(() -> new LengthPenalty(-0.1)).hasMessageContaining("0 or more");
  }

  private static float ln(double p) {
    return (float) Math.log(p);
  }

  private static Beam run(
      float[] table,
      int vocabulary,
      int width,
      int longest,
      LengthPenalty penalty,
      boolean endEarly) {
    Beam beam = new Beam(width, END, longest, penalty);
    while (!beam.ended() && !(endEarly && beam.settled())) {
      float[] rows = new float[beam.live().size() * vocabulary];
      for (int i = 0; i < beam.live().size(); i++) {
        Beam.Beginning beginning = beam.live().get(i);
        int last = beginning.length() == 0 ? BEGIN : beginning.token();
        System.arraycopy(table, last * vocabulary, rows, i * vocabulary, vocabulary);
      }
      beam.advance(rows, 0, vocabulary);
    }
    return beam;
  }

  private static void enumerate(
      float[] table,
      int vocabulary,
      int longest,
      int[] tokens,
      double logProbability,
      List<Hypothesis> found) {
    if (tokens.length == longest) {
      found.add(new Hypothesis(tokens, logProbability, false));
      return;
    }
    int last = tokens.length == 0 ? BEGIN : tokens[tokens.length - 1];
    for (int y = 0; y < vocabulary; y++) {
      double total = logProbability + table[last * vocabulary + y];
      if (y == END) {
        found.add(new Hypothesis(tokens, total, true));
      } else {
        int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
        longer[tokens.length] = y;
        enumerate(table, vocabulary, longest, longer, total, found);
      }
    }
  }

  /** Rows of random probabilities. */
  private static float[] bigrams(int vocabulary, Random random) {
    float[] table = new float[vocabulary * vocabulary];
    for (int row = 0; row < vocabulary; row++) {
      double[] p = random.doubles(vocabulary, 0.01, 1).map(x -> x * x).toArray();
      double sum = Arrays.stream(p).sum();
      for (int y = 0; y < vocabulary; y++) {
        table[row * vocabulary + y] = ln(p[y] / sum);
      }
    }
    return table;
  }
}
