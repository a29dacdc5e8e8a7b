package org.attentionlab.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A comparison that cannot fail compares nothing. */
class ComparisonTest {

  private static final String RULES =
      """
      {"tolerance": {"rtol": 1e-2, "atol": 1e-1, "overrides": {"output.strict": {"rtol": 0, "atol": 1e-6}}},
       "ignored_ranges": {"output.partly": [1, 2]}}
      """;

  private final Comparison comparison = new Comparison(parse(RULES).getAsJsonObject());

  private static JsonElement parse(String json) {
    return JsonParser.parseString(json);
  }

  private static Tensor floats(float... values) {
    return new Tensor(new long[] {values.length}, values);
  }

  @ParameterizedTest
  @CsvSource({"100, 101.05", "100, 98.95", "0, 0.0999", "-100, -101.05"})
  void anErrorUpToAtolPlusRtolTimesExpectedPasses(float expected, float actual) {
    comparison.tensor("output.x", floats(expected), floats(actual));
    assertThat(comparison.passed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"100, 101.2", "100, 98.8", "0, 0.101", "-100, 100", "1, NaN", "1, Infinity"})
  void aLargerErrorOrANumberThatIsNotFiniteFails(float expected, float actual) {
    comparison.tensor("output.x", floats(5, expected, 5), floats(5, actual, 5));
    assertThat(comparison.passed()).isFalse();
    assertThat(comparison.worst()).isEqualTo("output.x");
  }

  static Stream<Tensor> ofAnotherKind() {
    return Stream.of(
        null,
        new Tensor(new long[] {1, 2}, new float[] {1, 0}),
        new Tensor(new long[] {3}, new float[] {1, 0, 0}),
        new Tensor(new long[] {2}, new long[] {1, 0}),
        new Tensor(new long[] {2}, new boolean[] {true, false}));
  }

  @ParameterizedTest
  @MethodSource("ofAnotherKind")
  void aMissingTensorAnotherShapeAndAnotherTypeFail(Tensor actual) {
    comparison.tensor("output.x", floats(1, 0), actual);
    assertThat(comparison.passed()).isFalse();
  }

  @Test
  void wholeNumbersAndTruthValuesMustBeEqual() {
    Tensor ids = new Tensor(new long[] {2}, new long[] {1L << 62, 7});
    Tensor mask = new Tensor(new long[] {1}, new boolean[] {true});
    comparison.tensor("output.ids", ids, new Tensor(new long[] {2}, new long[] {1L << 62, 7}));
    comparison.tensor("output.mask", mask, new Tensor(new long[] {1}, new boolean[] {true}));
    assertThat(comparison.passed()).isTrue();
    comparison.tensor("output.ids", ids, new Tensor(new long[] {2}, new long[] {1L << 62, 8}));
    comparison.tensor("output.mask", mask, new Tensor(new long[] {1}, new boolean[] {false}));
    assertThat(comparison.failures()).hasSize(2);
  }

  @Test
  void anOverrideHoldsForItsKeyOnly() {
    comparison.tensor("output.loose", floats(1), floats(1.05f));
    assertThat(comparison.passed()).isTrue();
    comparison.tensor("output.strict", floats(1), floats(1.05f));
    assertThat(comparison.failures()).singleElement().asString().startsWith("output.strict");
  }

  @Test
  void anIgnoredRangeHoldsForItsRowsOfItsKeyOnly() {
    Tensor expected = new Tensor(new long[] {3, 2}, new float[6]);
    Tensor inside = new Tensor(new long[] {3, 2}, new float[] {0, 0, 9, Float.NaN, 0, 0});
    comparison.tensor("output.partly", expected, inside);
    assertThat(comparison.passed()).isTrue();
    comparison.tensor("output.whole", expected, inside);
    comparison.tensor(
        "output.partly", expected, new Tensor(new long[] {3, 2}, new float[] {0, 0, 0, 0, 9, 0}));
    assertThat(comparison.failures()).hasSize(2);
  }

  @Test
  void theLargestErrorsAndTheKeyFurthestOutsideAreReported() {
    comparison.tensor("output.a", floats(100, 0.05f), floats(103, 0.1f));
    comparison.tensor("output.b", floats(-10), floats(-5));
    comparison.tensor("output.c", floats(1), floats(2));
    assertThat(comparison.largestAbsolute()).isEqualTo(5);
    assertThat(comparison.largestRelative()).isEqualTo(1);
    assertThat(comparison.worst()).isEqualTo("output.b");
    assertThat(comparison.failures()).hasSize(3);
  }

  @Test
  void comparingNothingIsNotASuccess() {
    assertThat(comparison.passed()).isFalse();
    assertThat(comparison.failures()).isNotEmpty();
  }

  static Stream<Map.Entry<String, String>> equalJson() {
    return Stream.of(
        Map.entry("9007199254740993", "9007199254740993"),
        Map.entry("1.0", "1.05"),
        Map.entry("1e0", "1"),
        Map.entry("[null, true, \"a\"]", "[null, true, \"a\"]"),
        Map.entry("{\"a\": 1, \"b_not_compared\": 2}", "{\"a\": 1}"),
        Map.entry("[]", "[]"));
  }

  @ParameterizedTest
  @MethodSource("equalJson")
  void theSameStructurePasses(Map.Entry<String, String> pair) {
    comparison.json("expected", parse(pair.getKey()), parse(pair.getValue()));
    assertThat(comparison.failures()).isEmpty();
    assertThat(comparison.passed()).isTrue();
  }

  static Stream<Map.Entry<String, String>> differentJson() {
    return Stream.of(
        Map.entry("9007199254740993", "9007199254740992"),
        Map.entry("1", "1.0"),
        Map.entry("1.0", "1.2"),
        Map.entry("1", "\"1\""),
        Map.entry("null", "0"),
        Map.entry("true", "false"),
        Map.entry("\"a\"", "\"b\""),
        Map.entry("[1, 2]", "[1]"),
        Map.entry("[]", "{}"),
        Map.entry("{\"a\": 1}", "{}"),
        Map.entry("{\"a\": 1}", "{\"a\": 1, \"b\": 2}"),
        Map.entry("{\"a\": {\"b\": [1, 2]}}", "{\"a\": {\"b\": [1, 3]}}"));
  }

  @ParameterizedTest
  @MethodSource("differentJson")
  void anyDifferenceInJsonFails(Map.Entry<String, String> pair) {
    comparison.json("expected", parse(pair.getKey()), parse(pair.getValue()));
    assertThat(comparison.passed()).isFalse();
  }

  @Test
  void jsonThatDidNotComeFails() {
    comparison.json("expected", new JsonObject(), null);
    assertThat(comparison.passed()).isFalse();
  }
}
