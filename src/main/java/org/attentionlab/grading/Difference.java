package org.attentionlab.grading;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says in what a result differs from the right one, in words for a student. */
final class Difference {

  private Difference() {}

  /**
   * The first difference, or nothing if both are equal up to {@code tolerance}.
   *
   * @param tolerance of numbers, relative to 1 or to the right number if that is larger
   */
  static Optional<String> between(Object right, Object got, double tolerance) {
    if (got == null) {
      return Optional.of("expected " + Words.of(right) + ", but got null");
    }
    if (right instanceof NDArray expected) {
      return got instanceof NDArray array
          ? tensors(expected, array, tolerance)
          : otherType("a tensor", got);
    }
    if (right instanceof Number expected) {
      return got instanceof Number number
          ? numbers(expected.doubleValue(), number.doubleValue(), tolerance)
          : otherType("a number", got);
    }
    if (right instanceof List<?> expected) {
      return got instanceof List<?> list
          ? lists(expected, list, tolerance)
          : otherType("a list", got);
    }
    if (right instanceof Map<?, ?> expected) {
      return got instanceof Map<?, ?> map
          ? maps(expected, map, tolerance)
          : otherType("a map", got);
    }
    if (right.getClass().isArray()) {
      return got.getClass().isArray()
          ? lists(Value.items(right), Value.items(got), tolerance)
          : otherType("an array", got);
    }
    return right.equals(got)
        ? Optional.empty()
        : Optional.of("expected " + Words.of(right) + ", but got " + Words.of(got));
  }

  private static Optional<String> otherType(String expected, Object got) {
    return Optional.of("expected " + expected + ", but got " + Words.of(got));
  }

  private static Optional<String> tensors(NDArray right, NDArray got, double tolerance) {
    Shape shape = right.getShape();
    if (!shape.equals(got.getShape())) {
      return Optional.of("expected the shape " + shape + ", but got " + got.getShape());
    }
    List<Double> expected = Value.numbers(right);
    List<Double> numbers = Value.numbers(got);
    for (int i = 0; i < expected.size(); i++) {
      Optional<String> wrong = numbers(expected.get(i), numbers.get(i), tolerance);
      if (wrong.isPresent()) {
        return Optional.of("at " + place(i, shape) + " " + wrong.get());
      }
    }
    return Optional.empty();
  }

  /** The index of the i-th number: {@code [0, 2, 1]}. */
  private static String place(int i, Shape shape) {
    long[] index = new long[shape.dimension()];
    long rest = i;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.get(axis);
      rest /= shape.get(axis);
    }
    return Arrays.toString(index);
  }

  private static Optional<String> numbers(double right, double got, double tolerance) {
    boolean equal =
        Double.compare(right, got) == 0
            || right == got
            || Math.abs(right - got) <= tolerance * Math.max(1, Math.abs(right));
    return equal
        ? Optional.empty()
        : Optional.of(
            String.format(Locale.ROOT, "expected %s, but got %s", Words.of(right), Words.of(got)));
  }

  private static Optional<String> lists(List<?> right, List<?> got, double tolerance) {
    if (right.size() != got.size()) {
      return Optional.of(
          "expected %d elements, %s, but got %d, %s"
              .formatted(right.size(), Words.of(right), got.size(), Words.of(got)));
    }
    for (int i = 0; i < right.size(); i++) {
      Optional<String> wrong = between(right.get(i), got.get(i), tolerance);
      if (wrong.isPresent()) {
        return Optional.of("element " + i + ": " + wrong.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> maps(Map<?, ?> right, Map<?, ?> got, double tolerance) {
    if (!right.keySet().equals(got.keySet())) {
      return Optional.of("expected the keys " + right.keySet() + ", but got " + got.keySet());
    }
    for (Map.Entry<?, ?> entry : right.entrySet()) {
      Optional<String> wrong = between(entry.getValue(), got.get(entry.getKey()), tolerance);
      if (wrong.isPresent()) {
        return Optional.of("for " + entry.getKey() + " " + wrong.get());
      }
    }
    return Optional.empty();
  }
}
