package org.attentionlab.grading;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What may be an argument or a result of an {@link Answer}: numbers, truth values, texts, tensors
 * of float32, float64, int32, int64 or boolean, and lists, arrays and maps (with texts as keys) of
 * these. As JSON they pass from process to process; nothing else ever does, and so no code.
 */
final class Value {

  private static final String KIND = "kind";
  private static final String IS = "is";
  private static final String SHAPE = "shape";

  private Value() {}

  /**
   * {@code value} as JSON.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  static JsonElement encode(Object value) {
    JsonObject json = new JsonObject();
    if (value == null) {
      json.addProperty(KIND, "null");
    } else if (value instanceof NDArray array) {
      json.addProperty(KIND, "tensor " + array.getDataType());
      json.add(SHAPE, list(Arrays.stream(array.getShape().getShape()).boxed().toList()));
      json.add(IS, list(numbers(array)));
    } else if (value instanceof Number || value instanceof Boolean || value instanceof String) {
      json.addProperty(KIND, value.getClass().getSimpleName());
      json.addProperty(IS, String.valueOf(value)); // exact, NaN and infinity too
    } else if (value instanceof List<?> items) {
      json.addProperty(KIND, "List");
      json.add(IS, all(items));
    } else if (value instanceof Map<?, ?> map) {
      json.addProperty(KIND, "Map");
      JsonObject entries = new JsonObject();
      map.forEach((key, item) -> entries.add(String.valueOf(key), encode(item)));
      json.add(IS, entries);
    } else if (value.getClass().isArray()) {
      json.addProperty(KIND, value.getClass().getComponentType().getSimpleName() + "[]");
      json.add(IS, all(items(value)));
    } else {
      throw new IllegalArgumentException(
          "Expected a number, a text, a tensor or a list of these, but got "
              + value.getClass().getSimpleName());
    }
    return json;
  }

  /** What was encoded; tensors belong to {@code manager}. */
  static Object decode(JsonElement element, NDManager manager) {
    JsonObject json = element.getAsJsonObject();
    String kind = json.get(KIND).getAsString();
    if (kind.equals("null")) {
      return null;
    }
    JsonElement is = json.get(IS);
    if (kind.startsWith("tensor ")) {
      return tensor(kind.substring("tensor ".length()), json, manager);
    }
    return switch (kind) {
      case "Integer" -> Integer.valueOf(is.getAsString());
      case "Long" -> Long.valueOf(is.getAsString());
      case "Float" -> Float.valueOf(is.getAsString());
      case "Double" -> Double.valueOf(is.getAsString());
      case "Boolean" -> Boolean.valueOf(is.getAsString());
      case "String" -> is.getAsString();
      case "List" -> decoded(is, manager);
      case "Map" -> {
        Map<String, Object> map = new LinkedHashMap<>();
        is.getAsJsonObject()
            .entrySet()
            .forEach(entry -> map.put(entry.getKey(), decode(entry.getValue(), manager)));
        yield map;
      }
      default -> array(kind, decoded(is, manager));
    };
  }

  /** The items of any array as a list. */
  static List<Object> items(Object array) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      items.add(Array.get(array, i));
    }
    return items;
  }

  /** All numbers of a tensor, last axis fastest; of a boolean one 0 and 1. */
  static List<Double> numbers(NDArray array) {
    NDArray wide = array.toType(DataType.FLOAT64, true);
    try {
      return Arrays.stream(wide.toDoubleArray()).boxed().toList();
    } finally {
      wide.close();
    }
  }

  private static List<Object> decoded(JsonElement items, NDManager manager) {
    List<Object> list = new ArrayList<>();
    items.getAsJsonArray().forEach(item -> list.add(decode(item, manager)));
    return list;
  }

  private static NDArray tensor(String type, JsonObject json, NDManager manager) {
    long[] shape =
        decodedNumbers(json.get(SHAPE), Long::valueOf).stream().mapToLong(n -> n).toArray();
    double[] numbers =
        decodedNumbers(json.get(IS), Double::valueOf).stream().mapToDouble(n -> n).toArray();
    DataType wanted = DataType.valueOf(type.toUpperCase(Locale.ROOT));
    try (NDArray wide = manager.create(numbers, new Shape(shape))) {
      return wide.toType(wanted, true);
    }
  }

  private static <N> List<N> decodedNumbers(JsonElement list, Function<String, N> number) {
    List<N> numbers = new ArrayList<>();
    list.getAsJsonArray().forEach(item -> numbers.add(number.apply(item.getAsString())));
    return numbers;
  }

  private static Object array(String kind, List<Object> items) {
    Class<?> component =
        switch (kind) {
          case "int[]" -> int.class;
          case "long[]" -> long.class;
          case "float[]" -> float.class;
          case "double[]" -> double.class;
          case "boolean[]" -> boolean.class;
          case "String[]" -> String.class;
          case "NDArray[]" -> NDArray.class;
          case "int[][]", "double[][]" -> kind.startsWith("int") ? int[].class : double[].class;
          default -> throw new IllegalArgumentException("No value is of the type " + kind);
        };
    Object array = Array.newInstance(component, items.size());
    for (int i = 0; i < items.size(); i++) {
      Array.set(array, i, items.get(i));
    }
    return array;
  }

  private static JsonArray all(List<?> items) {
    JsonArray json = new JsonArray();
    items.forEach(item -> json.add(encode(item)));
    return json;
  }

  /** Numbers as texts: JSON knows no NaN and no infinity. */
  private static JsonArray list(List<? extends Number> numbers) {
    JsonArray json = new JsonArray();
    numbers.forEach(number -> json.add(String.valueOf(number)));
    return json;
  }
}
