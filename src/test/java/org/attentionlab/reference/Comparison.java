package org.attentionlab.reference;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares what came with what was expected, key by key, and remembers the worst. */
final class Comparison {

  private final JsonObject tolerance;
  private final JsonObject ignored;
  private final List<String> failures = new ArrayList<>();
  private double largestAbsolute;
  private double largestRelative;
  private double worstExcess;
  private String worstKey;

  Comparison(JsonObject json) {
    tolerance = object(json, "tolerance");
    ignored = object(json, "ignored_ranges");
  }

  private static JsonObject object(JsonObject json, String field) {
    return json.get(field) instanceof JsonObject object ? object : new JsonObject();
  }

  boolean passed() {
    return failures.isEmpty();
  }

  List<String> failures() {
    return failures;
  }

  double largestAbsolute() {
    return largestAbsolute;
  }

  double largestRelative() {
    return largestRelative;
  }

  /** The key that is furthest outside its tolerance, or the first that failed otherwise. */
  String worst() {
    return worstKey == null ? failures.get(0) : worstKey;
  }

  void fail(String key, String why) {
    failures.add(key + ": " + why);
  }

  void tensor(String key, Tensor expected, Tensor actual) {
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
    int row =
        shape.length == 0 || shape[0] == 0 ? 1 : Math.max(1, expected.length / (int) shape[0]);
    boolean within = true;
    for (int i = 0; i < expected.length; i++) {
      int onFirstAxis = i / row;
      if (range != null
          && onFirstAxis >= range.get(0).getAsInt()
          && onFirstAxis < range.get(1).getAsInt()) {
        continue;
      }
      within &= number(key, expected[i], actual[i]);
    }
    if (!within) {
      fail(key, "outside the tolerance");
    }
  }

  private boolean number(String key, double expected, double actual) {
    double allowed = limit(key, "atol") + limit(key, "rtol") * Math.abs(expected);
    double error = Math.abs(actual - expected);
    if (!Double.isFinite(actual)) {
      worstExcess = Double.POSITIVE_INFINITY;
      worstKey = key;
      return false;
    }
    largestAbsolute = Math.max(largestAbsolute, error);
    if (Math.abs(expected) > limit(key, "atol")) {
      largestRelative = Math.max(largestRelative, error / Math.abs(expected));
    }
    if (error > allowed && error - allowed > worstExcess) {
      worstExcess = error - allowed;
      worstKey = key;
    }
    return error <= allowed;
  }

  private double limit(String key, String which) {
    JsonObject overrides = object(tolerance, "overrides");
    JsonObject own = object(overrides, key);
    JsonElement limit = own.has(which) ? own.get(which) : tolerance.get(which);
    return limit == null ? 0 : limit.getAsDouble();
  }

  /** Same structure, equal words and whole numbers, other numbers within the tolerance. */
  void json(String key, JsonElement expected, JsonElement actual) {
    if (key.endsWith("_not_compared")) {
      return;
    }
    if (actual == null) {
      fail(key, "missing");
    } else if (expected instanceof JsonObject object) {
      if (!(actual instanceof JsonObject other)) {
        fail(key, "expected an object, got " + actual);
        return;
      }
      object.asMap().forEach((name, value) -> json(key + "." + name, value, other.get(name)));
    } else if (expected instanceof JsonArray array) {
      if (!(actual instanceof JsonArray other) || other.size() != array.size()) {
        fail(key, "expected " + array.size() + " entries, got " + actual);
        return;
      }
      for (int i = 0; i < array.size(); i++) {
        json(key + "[" + i + "]", array.get(i), other.get(i));
      }
    } else if (isNumber(expected) && isNumber(actual)) {
      numbers(key, expected.getAsJsonPrimitive(), actual.getAsJsonPrimitive());
    } else if (!expected.equals(actual)) {
      fail(key, "expected " + expected + ", got " + actual);
    }
  }

  private void numbers(String key, JsonPrimitive expected, JsonPrimitive actual) {
    String written = expected.getAsString();
    if (written.matches("-?[0-9]+")) {
      boolean whole = actual.getAsString().matches("-?[0-9]+");
      if (!whole || !new BigInteger(written).equals(new BigInteger(actual.getAsString()))) {
        fail(key, "expected " + written + ", got " + actual);
      }
    } else if (!number(key, expected.getAsDouble(), actual.getAsDouble())) {
      fail(key, "expected " + written + ", got " + actual);
    }
  }

  private static boolean isNumber(JsonElement element) {
    return element instanceof JsonPrimitive primitive && primitive.isNumber();
  }
}
