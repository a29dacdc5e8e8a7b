package org.attentionlab.training;

/**
 * Follows another schedule and lets its rate sink linearly to zero over the last part of the
 * budget. The paper does not do this; it trains for many hours. In a budget of minutes the weights
 * would otherwise still be jumping about when the time is over, and ending on small steps gains
 * several points of exact match.
 *
 * @param schedule the rate before and, as an upper limit, during the cool-down
 * @param from the share of the budget after which the rate starts to sink, from 0 to below 1
 */
public record CoolDown(LearningRateSchedule schedule, double from) implements LearningRateSchedule {

  /** Checks the share. */
  public CoolDown {
    if (!(from >= 0 && from < 1)) {
      throw new IllegalArgumentException(
          "Expected a share of the budget from 0 to below 1, but got " + from);
    }
  }

  @Override
  public double rate(long step, double spent) {
    double left = Math.max(0, 1 - spent) / (1 - from);
    return schedule.rate(step, spent) * Math.min(1, left);
  }
}
