package org.attentionlab.notebook;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Estimates how long a loop still takes. The recent speed counts more than the speed at the start,
 * which in Java is low until the code is compiled.
 */
public final class TimeLeft {

  private static final double RECENT = 0.3; // share of the newest measurement
  private static final double INTERVAL = 0.2; // seconds between measurements

  private final long total;
  private final LongSupplier nanoTime;
  private final long start;
  private long markTime;
  private long markDone;
  private double secondsPerStep = Double.NaN;

  /** A loop of {@code total} steps that starts now. */
  public TimeLeft(long total) {
    this(total, System::nanoTime);
  }

  TimeLeft(long total, LongSupplier nanoTime) {
    this.total = total;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.markTime = start;
  }

  /** Tells that {@code done} steps are finished. */
  public void update(long done) {
    double seconds = (nanoTime.getAsLong() - markTime) / 1e9;
    if (done <= markDone || seconds < INTERVAL) {
      return;
    }
    double now = seconds / (done - markDone);
    secondsPerStep = Double.isNaN(secondsPerStep) ? now : mix(secondsPerStep, now);
    markTime = nanoTime.getAsLong();
    markDone = done;
  }

  private static double mix(double before, double now) {
    return (1 - RECENT) * before + RECENT * now;
  }

  /** Whether there is an estimate yet. */
  public boolean known() {
    return !Double.isNaN(secondsPerStep);
  }

  /** The time that the remaining steps take at the recent speed; zero while it is unknown. */
  public Duration left() {
    if (!known()) {
      return Duration.ZERO;
    }
    double sinceMark = (nanoTime.getAsLong() - markTime) / 1e9;
    double seconds = Math.max(0, (total - markDone) * secondsPerStep - sinceMark);
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** The time since the loop started. */
  public Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  /** A duration as people say it: {@code 8 s}, {@code 2 min 05 s}, {@code 1 h 20 min}. */
  public static String text(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return "%d min %02d s".formatted(seconds / 60, seconds % 60);
    }
    return "%d h %02d min".formatted(seconds / 3600, seconds % 3600 / 60);
  }
}
