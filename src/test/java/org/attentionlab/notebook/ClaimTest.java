package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimTest {

  private RecordingDisplay display;

  @BeforeEach
  void install() {
    display = RecordingDisplay.install();
  }

  @AfterEach
  void restore() {
    display.close();
  }

  @Test
  void aTrueClaimShowsATick() {
    Claim.that("one < two", 1 < 2);

    assertThat(display.last().text()).isEqualTo("✓ one < two");
    assertThat(display.last().html()).contains("✓", "one &lt; two");
  }

  @Test
  void aFalseClaimStopsTheLessonWithOneShortLine() {
    assertThatThrownBy(() -> Claim.that("one is two", false))
        .isInstanceOf(AssertionError.class)
        .hasMessage("not true: one is two")
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    assertThat(display.shown).isEmpty();
  }

  @Test
  void closeComparesWithATolerance() {
    Claim.close("pi", Math.PI, 3.14, 0.01);

    assertThatThrownBy(() -> Claim.close("pi", Math.PI, 3.14, 0.001))
        .hasMessageContaining("3.1416")
        .hasMessageContaining("3.14");
    assertThatThrownBy(() -> Claim.close("not a number", Double.NaN, 1, 10))
        .isInstanceOf(ClaimFailed.class);
  }

  @Test
  void closeComparesTensorsAndNamesTheWorstElement() {
    try (NDManager manager = NDManager.newBaseManager()) {
      var a = manager.create(new float[] {1, 2, 3});
      var b = manager.create(new float[] {1, 2.5f, 3});

      Claim.close("same", a, a, 0);
      assertThatThrownBy(() -> Claim.close("differ", a, b, 0.1)).hasMessageContaining("element 1");
      assertThatThrownBy(() -> Claim.close("shapes", a, a.reshape(1, 3), 0.1))
          .hasMessageContaining("(3)")
          .hasMessageContaining("(1, 3)");
      var nan = manager.create(new float[] {1, Float.NaN, 3});
      assertThatThrownBy(() -> Claim.close("nan", nan, b, 100)).isInstanceOf(ClaimFailed.class);
    }
  }

  @Test
  void equalComparesArraysByTheirElements() {
    Claim.equal("ids", new int[] {1, 2}, new int[] {1, 2});

    assertThatThrownBy(() -> Claim.equal("ids", new int[] {1, 2}, new int[] {1, 3}))
        .hasMessageContaining("[1, 2]")
        .hasMessageContaining("[1, 3]");
  }

  @Test
  void anOpenBetRunsByItselfAndGetsAVerdict() {
    Bet bet = Bet.on("Attention is the same as <b>similarity</b>.").place(Bet.OPEN);
    bet.isFalse(true, "q·k is not k·q.");

    assertThat(display.shown.get(0).html()).contains("Change OPEN", "&lt;b&gt;");
    assertThat(display.last().text()).startsWith("False.").contains("not placed a bet");
  }

  @Test
  void theReaderLearnsWhetherTheBetWasRight() {
    Bet.on("x").place(Bet.TRUE).isTrue(true, "");
    assertThat(display.last().text()).contains("Your bet was right");

    Bet.on("x").place(Bet.TRUE).depends("only if y", true, true, "");
    assertThat(display.last().text()).contains("only if y", "You bet: true");
  }

  @Test
  void aVerdictWithoutEvidenceStopsTheLesson() {
    assertThatThrownBy(() -> Bet.on("x").place(Bet.FALSE).isFalse(false, "why"))
        .isInstanceOf(ClaimFailed.class)
        .hasMessageContaining("False");
    assertThatThrownBy(() -> Bet.on("x").place(Bet.FALSE).depends("c", true, false, "why"))
        .isInstanceOf(ClaimFailed.class);
  }
}
