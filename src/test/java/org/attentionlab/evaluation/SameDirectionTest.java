package org.attentionlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.attentionlab.evaluation.SameDirection.Verdict;
import org.junit.jupiter.api.Test;

class SameDirectionTest {

  private static final double[] BASE = {27.1, 27.9, 27.4};

  /** From SciPy 1.17.1: {@code ttest_ind(row, base, equal_var=False).confidence_interval()}. */
  @Test
  void the_interval_is_welchs_as_scipy_computes_it() {
    interval(BASE, of(25.2, 26.3, 24.9), -3.516021309180526, -0.48397869081947387);
    interval(BASE, of(27.0, 28.4, 26.3), -2.5533919915043524, 2.086725324837684);
    interval(of(5.31, 5.28, 5.35, 5.30), of(5.92, 6.13), -0.5168951858690922, 1.9468951858690937);
    interval(
        of(10.0, 12.0, 11.0, 13.5, 12.2),
        of(14.1, 15.2, 13.3),
        0.4472936927230071,
        4.4727063072769875);
  }

  @Test
  void a_single_seed_is_taken_to_scatter_like_the_other_row() {
    // t(0.975; 2) = 4.302653 times s of base times sqrt(1 + 1/3), from SciPy as well
    interval(BASE, of(29.0), -0.4745712738830772, 3.54123794054974);
    SameDirection turned = SameDirection.of(of(29.0), BASE, 1, 2);
    assertThat(turned.low()).isCloseTo(-3.54123794054974, within(1e-9));
  }

  @Test
  void the_verdict_follows_the_interval_and_the_sign_of_the_other_table() {
    double[] worse = of(25.2, 26.3, 24.9);
    assertThat(verdict(worse, 25.8, 24.9)).isEqualTo(Verdict.YES);
    assertThat(verdict(worse, 25.8, 26.2)).isEqualTo(Verdict.NO);
    assertThat(verdict(of(27.0, 28.4, 26.3), 25.8, 24.9)).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void a_table_without_a_difference_can_be_contradicted_but_not_proven() {
    assertThat(verdict(of(25.2, 26.3, 24.9), 25.8, 25.8)).isEqualTo(Verdict.NO);
    assertThat(verdict(BASE, 25.8, 25.8)).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void one_seed_each_tells_nothing() {
    SameDirection one = SameDirection.of(of(27), of(20), 25.8, 24.9);
    assertThat(one.verdict()).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(one.high()).isInfinite();
  }

  @Test
  void seeds_that_all_agree_leave_no_doubt() {
    assertThat(SameDirection.of(of(2, 2), of(1, 1), 5, 4))
        .hasToString("yes: -1.00 [-1.00, -1.00], theirs -1.00");
    assertThat(SameDirection.of(of(2, 2), of(2, 2), 5, 4))
        .hasToString("cannot tell: +0.00 [+0.00, +0.00], theirs -1.00");
  }

  @Test
  void no_score_is_refused() {
    assertThatThrownBy(() -> SameDirection.of(BASE, of(), 1, 2))
        .hasMessageContaining("the changed row");
    assertThatThrownBy(() -> SameDirection.of(of(1, Double.NaN), BASE, 1, 2))
        .hasMessageContaining("base");
  }

  private static void interval(double[] base, double[] changed, double low, double high) {
    SameDirection ours = SameDirection.of(base, changed, 1, 2);
    assertThat(ours.low()).isCloseTo(low, within(1e-9));
    assertThat(ours.high()).isCloseTo(high, within(1e-9));
  }

  private static Verdict verdict(double[] changed, double theirBase, double theirChanged) {
    return SameDirection.of(BASE, changed, theirBase, theirChanged).verdict();
  }

  private static double[] of(double... scores) {
    return scores;
  }
}
