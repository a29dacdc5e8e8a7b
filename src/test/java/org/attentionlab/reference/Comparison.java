package org.attentionlab.reference;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares what came with what was expected, key by key, and remembers the worst. */
final class Comparison {

  private static final String NOT_COMPARED = "_not_compared";

  private final JsonObject tolerance;
  private final JsonObject ignored;
  private final List<String> failures = new ArrayList<>();
  private int compared;
  private double largestAbsolute;
  private double largestRelative;
  private double worstExcess = Double.NEGATIVE_INFINITY;
  private String worstKey;

  /** A comparison by the rules of a case.json: tolerance, overrides, ignored_ranges. */
  Comparison(JsonObject json) {
    tolerance = object(json, "tolerance");
    ignored = object(json, "ignored_ranges");
  }

  private static JsonObject object(JsonObject json, String field) {
    return json.get(field) instanceof JsonObject object ? object : new JsonObject();
  }

  /** Whether all was as expected, and something was compared at all. */
  boolean passed() {
    return failures.isEmpty() && compared > 0;
  }

  /** What went wrong, or that nothing was there to be compared. */
  List<String> failures() {
    return failures.isEmpty() && compared == 0
        ? List.of("the case has nothing to compare")
        : failures;
  }

  /** Largest |actual - expected|. */
  double largestAbsolute() {
    return largestAbsolute;
  }

  /** Largest |actual - expected| / |expected| where |expected| is above atol. */
  double largestRelative() {
    return largestRelative;
  }

  /** The key that is furthest outside its tolerance; a wrong shape or type is infinitely far. */
  String worst() {
    return String.valueOf(worstKey);
  }

  private void fail(String key, String why, double excess) {
    failures.add(key + ": " + why);
    if (excess > worstExcess) {
      worstExcess = excess;
      worstKey = key;
    }
  }

  private void fail(String key, String why) {
    fail(key, why, Double.POSITIVE_INFINITY);
  }

  /** Compares a tensor; {@code actual} is {@code null} if none came. */
  void tensor(String key, Tensor expected, Tensor actual) {
    compared++;
    if (actual == null) {
      fail(key, "missing");
    } else if (actual.data().getClass() != expected.data().getClass()
        || !Arrays.equals(actual.shape(), expected.shape())) {
      fail(key, "expected " + expected.describe() + ", got " + actual.describe());
    } else if (expected.data() instanceof float[] floats) {
      floats(key, floats, (float[]) actual.data(), expected.shape());
    } else if (expected.data() instanceof long[] longs
        ? !Arrays.equals(longs, (long[]) actual.data())
        : !Arrays.equals((boolean[]) expected.data(), (boolean[]) actual.data())) {
      fail(key, "not equal");
    }
  }

  private void floats(String key, float[] expected, float[] actual, long[] shape) {
    JsonArray range = ignored.has(key) ? ignored.getAsJsonArray(key) : null;
    int row = shape.length == 0 ? 1 : expected.length / (int) Math.max(1, shape[0]);
    double excess = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < expected.length; i++) {
      int onFirstAxis = i / row;
      if (range == null
          || onFirstAxis < range.get(0).getAsInt()
          || onFirstAxis >= range.get(1).getAsInt()) {
        excess = Math.max(excess, excess(key, expected[i], actual[i]));
      }
    }
    if (excess > 0) {
      fail(key, "outside the tolerance by " + (float) excess, excess);
    }
  }

  /** How far a number is outside its tolerance: positive is wrong, infinite is not finite. */
  private double excess(String key, double expected, double actual) {
    double error = Double.isFinite(actual) ? Math.abs(actual - expected) : Double.POSITIVE_INFINITY;
    double atol = limit(key, "atol");
    largestAbsolute = Math.max(largestAbsolute, error);
    if (Math.abs(expected) > atol) {
      largestRelative = Math.max(largestRelative, error / Math.abs(expected));
    }
    return error - (atol + limit(key, "rtol") * Math.abs(expected));
  }

  private double limit(String key, String which) {
    JsonObject own = object(object(tolerance, "overrides"), key);
    JsonElement limit = own.has(which) ? own.get(which) : tolerance.get(which);
    return limit == null ? 0 : limit.getAsDouble();
  }

  /** Same structure, equal words and whole numbers, other numbers within the tolerance. */
  void json(String key, JsonElement expected, JsonElement actual) {
    if (key.endsWith(NOT_COMPARED)) {
      return;
    }
    if (actual == null) {
      compared++;
      fail(key, "missing");
    } else if (expected instanceof JsonObject object && actual instanceof JsonObject other) {
      objects(key, object.asMap(), other.asMap());
    } else if (expected instanceof JsonArray array && actual instanceof JsonArray other) {
      arrays(key, array, other);
    } else {
      compared++;
      leaf(key, expected, actual);
    }
  }

  private void objects(
      String key, Map<String, JsonElement> expected, Map<String, JsonElement> actual) {
    expected.forEach((name, value) -> json(key + "." + name, value, actual.get(name)));
    TreeSet<String> others = new TreeSet<>(actual.keySet());
    others.removeAll(expected.keySet());
    others.removeIf(name -> name.endsWith(NOT_COMPARED));
    if (!others.isEmpty()) {
      fail(key, "not expected: " + others);
    }
  }

  private void arrays(String key, JsonArray expected, JsonArray actual) {
    compared++;
    if (expected.size() != actual.size()) {
      fail(key, "expected " + expected.size() + " entries, got " + actual.size());
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      json(key + "[" + i + "]", expected.get(i), actual.get(i));
    }
  }

  private void leaf(String key, JsonElement expected, JsonElement actual) {
    double excess;
    if (!isNumber(expected) || !isNumber(actual)) {
      excess = expected.equals(actual) ? 0 : Double.POSITIVE_INFINITY;
    } else if (isWhole(expected)) {
      excess =
          isWhole(actual) && whole(expected).equals(whole(actual)) ? 0 : Double.POSITIVE_INFINITY;
    } else {
      excess = excess(key, expected.getAsDouble(), actual.getAsDouble());
    }
    if (excess > 0) {
      fail(key, "expected " + expected + ", got " + actual, excess);
    }
  }

  private static boolean isNumber(JsonElement element) {
    return element instanceof JsonPrimitive primitive && primitive.isNumber();
  }

  private static boolean isWhole(JsonElement number) {
    return number.getAsString().matches("-?[0-9]+");
  }

  private static BigInteger whole(JsonElement number) {
    return new BigInteger(number.getAsString());
  }
}
