package org.attentionlab.experiments;

/** Numbers as short as a table needs them. */
final class Rounding {

  private Rounding() {}

  /** With so many digits after the point. */
  static double decimals(double x, int digits) {
    double unit = Math.pow(10, digits);
    return Math.round(x * unit) / unit;
  }

  /** With four digits that count, wherever the point is. */
  static double fourDigits(double x) {
    return Double.parseDouble("%.4g".formatted(x));
  }
}
