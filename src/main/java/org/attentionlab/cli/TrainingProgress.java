package org.attentionlab.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.attentionlab.notebook.TimeLeft;
import org.attentionlab.training.Budget;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingResult;
import org.attentionlab.training.TrainingState;
import org.attentionlab.training.TrainingStep;
import org.attentionlab.training.ValidationResult;

/**
 * Tells the shell how a training goes: a bar that moves on a terminal, a line now and then else.
 */
final class TrainingProgress implements TrainingListener {

  private static final int BAR = 20;
  private static final long TERMINAL_NANOS = 200_000_000L;
  private static final long FILE_NANOS = 10_000_000_000L;

  private final PrintWriter out;
  private final boolean terminal;
  private double lossSum;
  private int losses;
  private String exact = "";
  private long lastNanos = System.nanoTime();
  private int lastLength;

  TrainingProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void started(TrainingState state, Budget budget) {
    line("Training for " + budget + ". Ctrl-C stops it cleanly.");
  }

  @Override
  public void step(TrainingStep step) {
    lossSum += step.loss();
    losses++;
    long wait = terminal ? TERMINAL_NANOS : FILE_NANOS;
    if (System.nanoTime() - lastNanos < wait) {
      return;
    }
    String text = describe(step);
    if (terminal) {
      show(bar(step.spent()) + " " + text);
    } else {
      line(text);
    }
    lastNanos = System.nanoTime();
    lossSum = 0;
    losses = 0;
  }

  private String describe(TrainingStep step) {
    return String.format(
        Locale.ROOT,
        "%3d %% · step %,d · epoch %d · loss %.3f%s · %s left",
        (int) Math.min(100, 100 * step.spent()),
        step.step(),
        step.epoch() + 1,
        lossSum / losses,
        exact,
        TimeLeft.text(step.left()));
  }

  @Override
  public void validated(TrainingStep step, ValidationResult result) {
    result
        .exactMatch()
        .ifPresent(
            percent -> exact = String.format(Locale.ROOT, " · validation exact %.1f %%", percent));
    if (!terminal) {
      line(
          String.format(
              Locale.ROOT,
              "step %,d: validation perplexity %.3f%s",
              step.step(),
              Math.exp(result.loss()),
              exact.replace(" · validation", ",")));
    }
  }

  @Override
  public void finished(TrainingResult result) {
    String time = TimeLeft.text(Duration.ofMillis((long) (1000 * result.state().seconds())));
    line(
        String.format(
            Locale.ROOT,
            "%s after %,d steps, %s, %,d target tokens.",
            result.end() == TrainingResult.End.STOPPED ? "Stopped" : "Done",
            result.state().step(),
            time,
            result.state().tokens()));
    TrainingState.Best best = result.state().best();
    if (best != null && best.exactMatch() != null) {
      line(
          String.format(
              Locale.ROOT,
              "Best on validation after step %,d: exact %.2f %%, perplexity %.3f.",
              best.step(),
              best.exactMatch(),
              Math.exp(best.loss())));
    }
  }

  private static String bar(double share) {
    int full = (int) Math.floor(Math.min(1, share) * BAR);
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }

  /** Overwrites the line on the terminal. */
  private void show(String text) {
    int gone = Math.max(0, lastLength - text.length());
    out.print("\r" + text + " ".repeat(gone));
    out.flush();
    lastLength = text.length();
  }

  private void line(String text) {
    if (terminal && lastLength > 0) {
      show("");
      out.print("\r");
      lastLength = 0;
    }
    out.println(text);
    out.flush();
  }
}
