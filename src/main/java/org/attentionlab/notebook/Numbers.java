package org.attentionlab.notebook;

import java.util.Arrays;
import java.util.Locale;

/** Numbers and plain Java arrays as people read them: rounded, and the same in every locale. */
final class Numbers {

  private Numbers() {}

  /** Four significant digits at most; whole numbers without a point. */
  static String text(double x) {
    if (Double.isNaN(x)) {
      return "NaN";
    }
    if (Double.isInfinite(x)) {
      return x > 0 ? "∞" : "-∞";
    }
    double size = Math.abs(x);
    if (x == Math.rint(x) && size < 1e7) {
      return Long.toString(Math.round(x));
    }
    if (size < 1e-4 || size >= 1e7) {
      return scientific(x);
    }
    int decimals = size >= 1000 ? 1 : size >= 100 ? 2 : size >= 10 ? 3 : 4;
    String digits = String.format(Locale.ROOT, "%." + decimals + "f", x);
    return stripZeros(digits);
  }

  /** Such as 2.5e-6. */
  private static String scientific(double x) {
    String[] parts = String.format(Locale.ROOT, "%.2e", x).split("e");
    return stripZeros(parts[0]) + "e" + Integer.parseInt(parts[1]);
  }

  /** Such as "1 array" or "3 arrays". */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** An amount of memory, such as 1.6 kB; a kB has 1000 bytes. */
  static String bytes(long bytes) {
    String[] units = {" B", " kB", " MB", " GB", " TB"};
    double amount = bytes;
    int unit = 0;
    while (amount >= 1000 && unit < units.length - 1) {
      amount /= 1000;
      unit++;
    }
    String digits = String.format(Locale.ROOT, amount < 10 && unit > 0 ? "%.2f" : "%.1f", amount);
    return stripZeros(digits) + units[unit];
  }

  /** A number at an axis whose ends lie {@code range} apart: as many digits as tell ticks apart. */
  static String tick(double x, double range) {
    if (range <= 0) {
      return text(x);
    }
    if (Math.abs(x) < 1e-9 * range) {
      return "0";
    }
    if (range < 1e-3 || Math.abs(x) >= 1e7) {
      return scientific(x);
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(range)));
    return stripZeros(String.format(Locale.ROOT, "%,." + decimals + "f", x));
  }

  private static String stripZeros(String digits) {
    return digits.indexOf('.') < 0 ? digits : digits.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** Any value as text: arrays by their elements, numbers rounded. */
  static String text(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return text(((Number) value).doubleValue());
    }
    if (value instanceof double[] a) {
      return list(Arrays.stream(a).mapToObj(Numbers::text).toList());
    }
    if (value instanceof float[] a) {
      String[] cells = new String[a.length];
      Arrays.setAll(cells, i -> text(a[i]));
      return list(Arrays.asList(cells));
    }
    if (value instanceof int[] a) {
      return Arrays.toString(a);
    }
    if (value instanceof long[] a) {
      return Arrays.toString(a);
    }
    if (value instanceof boolean[] a) {
      return Arrays.toString(a);
    }
    if (value instanceof Object[] a) {
      boolean nested = a.length > 0 && a[0] != null && a[0].getClass().isArray();
      String separator = nested ? ",\n " : ", ";
      return "[" + String.join(separator, Arrays.stream(a).map(Numbers::text).toList()) + "]";
    }
    return String.valueOf(value);
  }

  private static String list(Iterable<String> cells) {
    return "[" + String.join(", ", cells) + "]";
  }
}
