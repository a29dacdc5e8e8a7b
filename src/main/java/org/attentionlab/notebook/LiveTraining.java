package org.attentionlab.notebook;

import java.util.function.LongSupplier;
import org.attentionlab.training.Budget;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingResult;
import org.attentionlab.training.TrainingState;
import org.attentionlab.training.TrainingStep;
import org.attentionlab.training.ValidationResult;

/**
 * Shows a training while it runs: a bar with the time left, and in a notebook a growing chart of
 * the loss. After the stop button, {@link #chart} still has what came so far.
 *
 * <pre>{@code
 * var live = LiveTraining.of("The loss falls fast, then slowly");
 * Trainer.builder().…optListener(live).build().train(Budget.time("60s"));
 * }</pre>
 */
public final class LiveTraining implements TrainingListener {

  private static final long REDRAW_NANOS = 200_000_000L;

  private final LiveChart chart;
  private final LongSupplier nanoTime;
  private Display.Shown bar;
  private TrainingStep last;
  private String measured = "";
  private long nextDraw;

  private LiveTraining(String title, LongSupplier nanoTime) {
    this.chart = LiveChart.of(title, "step", "loss (nats per token)", nanoTime);
    this.nanoTime = nanoTime;
  }

  /** A view whose chart has this title. */
  public static LiveTraining of(String title) {
    return of(title, System::nanoTime);
  }

  static LiveTraining of(String title, LongSupplier nanoTime) {
    return new LiveTraining(title, nanoTime);
  }

  @Override
  public void started(TrainingState state, Budget budget) {
    bar = Display.current().open(bundle("starts, budget " + budget, 0));
  }

  @Override
  public void step(TrainingStep step) {
    last = step;
    chart.add("training batch", step.step(), step.loss());
    long now = nanoTime.getAsLong();
    if (bar != null && now >= nextDraw) {
      nextDraw = now + REDRAW_NANOS;
      bar.update(bundle(line(step) + " · " + TimeLeft.text(step.left()) + " left", step.spent()));
    }
  }

  @Override
  public void validated(TrainingStep step, ValidationResult result) {
    chart.add("validation", step.step(), result.loss());
    measured = " · validation " + Numbers.text(result.loss());
    result
        .exactMatch()
        .ifPresent(percent -> measured += ", exactly right " + Numbers.text(percent) + " %");
  }

  @Override
  public void finished(TrainingResult result) {
    if (bar != null && last != null) {
      boolean stopped = result.end() == TrainingResult.End.STOPPED;
      bar.finish(bundle(line(last) + (stopped ? " · stopped" : " · done"), last.spent()));
    }
    chart.close();
  }

  /** The chart as it is now. */
  public LineChart chart() {
    return chart.chart();
  }

  private String line(TrainingStep step) {
    return "step %d · loss %s%s".formatted(step.step(), Numbers.text(step.loss()), measured);
  }

  private static Bundle bundle(String words, double share) {
    return ProgressBar.bundle("Training: " + words, share);
  }
}
