package org.attentionlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SchedulesTest {

  @Test
  void theBaseModelOfThePaperPeaksAtStep4000With7e4() {
    NoamSchedule paper = new NoamSchedule(512, 4000);
    assertThat(paper.at(4000)).isCloseTo(6.9877e-4, within(1e-8)); // 512^-0.5 · 4000^-0.5
    assertThat(paper.at(1)).isCloseTo(1.7469e-7, within(1e-11)); // 512^-0.5 · 4000^-1.5
    assertThat(paper.at(100_000)).isCloseTo(1.3975e-4, within(1e-8)); // 512^-0.5 · 100000^-0.5
  }

  @Property(tries = 50)
  void theNoamRateRisesBeforeTheWarmupStepAndFallsAfterIt(
      @ForAll @IntRange(min = 2, max = 9000) int warmup) {
    NoamSchedule schedule = new NoamSchedule(64, warmup, 2);
    assertThat(schedule.at(warmup - 1)).isLessThan(schedule.at(warmup));
    assertThat(schedule.at(warmup + 1)).isLessThan(schedule.at(warmup));
  }

  @Test
  void stepZeroIsRefusedBecauseTheFormulaDividesByIt() {
    assertThatThrownBy(() -> new NoamSchedule(64, 100).at(0)).hasMessageContaining("from 1");
  }

  @Test
  void theCoolDownLeavesTheRateAloneFirstAndEndsAtZero() {
    LearningRateSchedule schedule = new CoolDown(LearningRateSchedule.constant(3), 0.6);
    assertThat(schedule.rate(5, 0.6)).isEqualTo(3);
    assertThat(schedule.rate(5, 0.8)).isCloseTo(1.5, within(1e-12));
    assertThat(schedule.rate(5, 1)).isZero();
    assertThat(schedule.rate(5, 1.3)).isZero();
  }
}
