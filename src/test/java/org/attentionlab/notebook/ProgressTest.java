package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.attentionlab.training.Budget;
import org.attentionlab.training.TrainingResult;
import org.attentionlab.training.TrainingStep;
import org.attentionlab.training.ValidationResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

  /** A clock that stands still until it is told to go on. */
  private static final class FakeClock implements LongSupplier {
    long nanos;

    @Override
    public long getAsLong() {
      return nanos;
    }

    void pass(double seconds) {
      nanos += (long) (seconds * 1e9);
    }
  }

  private final FakeClock clock = new FakeClock();
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
  void anEvenLoopKnowsItsTimeLeft() {
    TimeLeft time = new TimeLeft(100, clock);
    for (int i = 1; i <= 40; i++) {
      clock.pass(0.5);
      time.update(i);
    }

    assertThat(time.left()).isEqualTo(Duration.ofSeconds(30));
    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aLoopThatGetsFasterIsBelievedSoon() {
    TimeLeft time = new TimeLeft(100, clock);
    clock.pass(10);
    time.update(1); // cold start
    for (int i = 2; i <= 30; i++) {
      clock.pass(0.5);
      time.update(i);
    }

    assertThat(time.left()).isBetween(Duration.ofSeconds(34), Duration.ofSeconds(37));
  }

  @Test
  void theTimeLeftIsUnknownAtFirstAndNeverNegative() {
    TimeLeft time = new TimeLeft(2, clock);
    assertThat(time.known()).isFalse();

    clock.pass(1);
    time.update(1);
    clock.pass(60);

    assertThat(time.left()).isEqualTo(Duration.ZERO);
  }

  @Test
  void durationsReadAsPeopleSayThem() {
    assertThat(TimeLeft.text(Duration.ofMillis(7600))).isEqualTo("8 s");
    assertThat(TimeLeft.text(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
    assertThat(TimeLeft.text(Duration.ofMinutes(80))).isEqualTo("1 h 20 min");
  }

  @Test
  void aFastLoopIsDrawnAtMostFiveTimesASecond() {
    try (Progress progress = Progress.of("Counting", 10_000, clock)) {
      for (int i = 0; i < 10_000; i++) {
        clock.pass(0.0002); // two seconds in all
        progress.step();
      }
    }

    assertThat(display.updates).hasSizeBetween(5, 11);
    assertThat(display.updates.get(display.updates.size() - 1).text())
        .contains("10000 of 10000", "100 %", "done in 2 s");
  }

  @Test
  void theNoteAndTheTimeLeftAreShown() {
    Progress progress = Progress.of("Training", 10, clock);
    clock.pass(1);
    progress.step("loss 2.31");

    Bundle shown = display.updates.get(0);
    assertThat(shown.text()).contains("Training: 1 of 10 (10 %)", "9 s left", "loss 2.31");
    assertThat(shown.html()).contains("<progress value=\"100\" max=\"1000\"");
  }

  @Test
  void aLoopThatEndsEarlySaysThatItStopped() {
    Progress progress = Progress.of("Training", 10, clock);
    progress.step();
    progress.close();
    progress.close();

    assertThat(display.updates).hasSize(1);
    assertThat(display.updates.get(0).text()).contains("stopped after");
  }

  @Test
  void overWalksThroughACollectionAndCountsEachElement() {
    List<Integer> seen = new ArrayList<>();
    for (int x : Progress.over("Walking", List.of(1, 2, 3))) {
      seen.add(x);
    }

    assertThat(seen).containsExactly(1, 2, 3);
    assertThat(display.updates.get(display.updates.size() - 1).text()).contains("3 of 3");
  }

  @Test
  void theStopButtonEndsAWalk() {
    List<Integer> seen = new ArrayList<>();
    try {
      for (int x : Progress.over("Walking", List.of(1, 2, 3))) {
        seen.add(x);
        Thread.currentThread().interrupt();
      }
      assertThat(Interrupt.asked()).isTrue();
    } finally {
      Thread.interrupted();
    }

    assertThat(seen).containsExactly(1);
    assertThat(display.updates.get(0).text()).contains("stopped after");
  }

  @Test
  void aLiveChartIsRedrawnInPlaceAndEndsSharp() {
    try (LiveChart chart = LiveChart.of("The loss", "step", "loss", clock)) {
      for (int i = 0; i < 30; i++) {
        clock.pass(0.1);
        chart.add("training", i, 1.0 / (i + 1));
      }
    }

    assertThat(display.shown).hasSize(1);
    assertThat(display.updates).hasSizeBetween(2, 5);
    assertThat(display.last().text()).contains("The loss", "training");
  }

  @Test
  void aLiveChartKeepsFewPointsOfALongTraining() {
    LiveChart chart = LiveChart.of("The loss", "step", "loss", clock);
    for (int i = 0; i < 100_000; i++) {
      chart.add("training", i, i);
    }

    assertThat(chart.chart().altText()).contains("from 0 to 99");
  }

  @Test
  void aTrainingShowsItsLossTheTimeLeftAndHowItEnded() {
    LiveTraining live = LiveTraining.of("The loss", clock);
    live.started(null, Budget.steps(10));
    for (int i = 1; i <= 5; i++) {
      clock.pass(1);
      live.step(new TrainingStep(i, 0, i, 10, i, 100L * i, 1e-3, 3.0 / i, 1, i / 10.0));
    }
    TrainingStep last = new TrainingStep(5, 0, 5, 10, 5, 500, 1e-3, 0.6, 1, 0.5);
    live.validated(last, new ValidationResult(0.5, OptionalDouble.of(80)));
    live.finished(new TrainingResult(TrainingResult.End.STOPPED, null, Optional.empty(), null));

    List<String> texts = display.updates.stream().map(Bundle::text).toList();
    assertThat(texts).anyMatch(text -> text.contains("step 4 · loss 0.75 · 6 s left"));
    assertThat(texts)
        .anyMatch(text -> text.contains("validation 0.5, exactly right 80 % · stopped"));
    assertThat(live.chart().altText()).contains("training batch from 3 to 0.6", "validation");
  }

  @Test
  void theStopButtonIsNotForgottenWhileAChartIsDrawn() {
    Thread.currentThread().interrupt();
    try {
      Charts.line("a line", "x", "y", 1, 2).image(1);

      assertThat(Interrupt.asked()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }
}
