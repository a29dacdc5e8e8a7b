package org.attentionlab.training;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a training may last, counted from its first start; a resumed one has used a part of it.
 *
 * @param unit what is counted
 * @param amount how many
 */
public record Budget(Unit unit, double amount) {

  /** What a budget counts. */
  public enum Unit {
    /** Time by the clock, validation included. */
    SECONDS,
    /** Steps of the optimiser. */
    STEPS,
    /** Passes through the data. */
    EPOCHS
  }

  private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(s|m|min|h)");

  /** Checks the amount. */
  public Budget {
    if (!(amount > 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException(
          "Expected a budget of more than 0 " + name(unit) + ", but got " + amount);
    }
  }

  /** So much time. */
  public static Budget time(Duration time) {
    return new Budget(Unit.SECONDS, time.toMillis() / 1000.0);
  }

  /** So many steps in all. */
  public static Budget steps(long steps) {
    return new Budget(Unit.STEPS, steps);
  }

  /** So many passes through the data. */
  public static Budget epochs(long epochs) {
    return new Budget(Unit.EPOCHS, epochs);
  }

  /**
   * Reads a time such as {@code 90s}, {@code 5m} or {@code 1.5h}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Budget time(String text) {
    Matcher matcher = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Expected a time like 90s, 5m or 1.5h, but got \"" + text + "\"");
    }
    double number = Double.parseDouble(matcher.group(1));
    int seconds =
        switch (matcher.group(2)) {
          case "s" -> 1;
          case "h" -> 3600;
          default -> 60;
        };
    return new Budget(Unit.SECONDS, number * seconds);
  }

  /** The share that is used up, from 0; 1 or more means that the training is over. */
  double spent(double seconds, long steps, double epochs) {
    return switch (unit) {
          case SECONDS -> seconds;
          case STEPS -> steps;
          case EPOCHS -> epochs;
        }
        / amount;
  }

  /** Whether a training that stands there has nothing left to do. */
  public boolean isSpentAt(TrainingState state) {
    return spent(state.seconds(), state.step(), state.epoch()) >= 1;
  }

  private static String name(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    String number = amount == Math.rint(amount) ? "" + (long) amount : "" + amount;
    return number + " " + name(unit);
  }
}
