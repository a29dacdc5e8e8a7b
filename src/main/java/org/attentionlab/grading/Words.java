package org.attentionlab.grading;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as a student reads them in a message: short, with shapes. */
final class Words {

  private static final int SHOWN = 12; // numbers of a tensor or elements of a list

  private Words() {}

  static String of(Object value) {
    if (value instanceof NDArray array) {
      List<Double> numbers = Value.numbers(array);
      return "a tensor of shape %s%s"
          .formatted(array.getShape(), numbers.size() <= SHOWN ? " " + elements(numbers) : "");
    }
    if (value instanceof Double || value instanceof Float) {
      return String.format(Locale.ROOT, "%.6g", ((Number) value).doubleValue());
    }
    if (value instanceof String text) {
      return "\"" + text + "\"";
    }
    if (value instanceof List<?> list) {
      return elements(list);
    }
    if (value != null && value.getClass().isArray()) {
      return elements(Value.items(value));
    }
    return String.valueOf(value);
  }

  private static String elements(List<?> list) {
    return list.stream()
        .limit(SHOWN)
        .map(Words::of)
        .collect(Collectors.joining(", ", "[", list.size() > SHOWN ? ", …]" : "]"));
  }
}
