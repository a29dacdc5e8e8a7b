package org.attentionlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.attentionlab.data.Alignment;
import org.attentionlab.data.Alignment.Link;
import org.junit.jupiter.api.Test;

class AlignmentErrorRateTest {

  private static final Alignment TRUTH =
      new Alignment(Set.of(new Link(0, 0), new Link(2, 1), new Link(1, 2)), Set.of(new Link(3, 2)));

  @Test
  void anExampleByHand() {
    // A = {0-0, 3-1, 3-2, 1-2}: sure are 0-0 and 1-2, possible those and 3-2, wrong is 3-1.
    AlignmentErrorRate rate =
        AlignmentErrorRate.of(
            Set.of(new Link(0, 0), new Link(3, 1), new Link(3, 2), new Link(1, 2)), TRUTH);
    assertThat(rate).isEqualTo(new AlignmentErrorRate(4, 3, 2, 3));
    assertThat(rate.rate()).isCloseTo(1 - 5.0 / 7, within(1e-12));
    assertThat(rate).hasToString("aer 0.286");
  }

  @Test
  void sureLinksAloneArePerfectAndSoAreSureLinksWithPossibleOnes() {
    assertThat(AlignmentErrorRate.of(TRUTH.sure(), TRUTH).rate()).isZero();
    assertThat(AlignmentErrorRate.of(TRUTH.possible(), TRUTH).rate()).isZero();
    assertThat(AlignmentErrorRate.of(Set.of(new Link(1, 0)), TRUTH).rate()).isEqualTo(1);
  }

  @Test
  void manySentencesCountTheirLinksTogether() {
    Alignment one = new Alignment(Set.of(new Link(0, 0)), Set.of());
    AlignmentErrorRate rate =
        AlignmentErrorRate.of(List.of(TRUTH.sure(), Set.of(new Link(5, 0))), List.of(TRUTH, one));
    assertThat(rate.rate()).isCloseTo(1 - 6.0 / 8, within(1e-12)); // not the mean of 0 and 1
  }

  @Test
  void onlyTargetWordsWithASureLinkPredictAndLookingAtTheEndIsWrong() {
    Alignment truth = new Alignment(Set.of(new Link(1, 0), new Link(0, 2)), Set.of());
    double[][] weights = {
      {0.2, 0.7, 0.1}, // right
      {0.1, 0.8, 0.1}, // has no true alignment
      {0.3, 0.3, 0.4}, // looks at <eos>
      {0.0, 0.0, 1.0} // <eos> itself
    };
    Set<Link> predicted = AlignmentErrorRate.largestWeights(weights, truth);
    assertThat(predicted).containsExactlyInAnyOrder(new Link(1, 0), new Link(2, 2));
    assertThat(AlignmentErrorRate.of(predicted, truth).rate()).isEqualTo(0.5);
  }

  @Test
  void weightsOfAnotherSentenceAreRefused() {
    assertThatThrownBy(() -> AlignmentErrorRate.largestWeights(new double[2][4], TRUTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only 2 rows");
  }
}
