package org.attentionlab.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ReferenceCasesTest {

  /** Other cases: -Dreference.cases=DIR. */
  private static Path folder() {
    String other = System.getProperty("reference.cases", "");
    return Path.of(other.isEmpty() ? "src/test/resources/reference" : other);
  }

  @TestFactory
  Stream<DynamicTest> theLibraryEqualsPyTorchOn() throws IOException {
    return ReferenceCase.find(folder()).stream()
        .map(
            one ->
                dynamicTest(
                    folder().relativize(one).toString(),
                    () -> {
                      ReferenceCases.Result result = ReferenceCases.run(one);
                      assertThat(result.verdict())
                          .as(result.line())
                          .isEqualTo(ReferenceCases.Verdict.PASS);
                    }));
  }

  @Test
  void aFolderWithoutCasesIsNotASuccess(@TempDir Path empty) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ReferenceCases.walk(empty, new PrintStream(out, true, "UTF-8"))).isFalse();
    assertThat(out.toString("UTF-8")).endsWith("0 passed, 0 failed, 0 unsupported\n");
  }

  @Test
  void aFamilyThatWeDoNotKnowIsUnsupportedAndNotASuccess(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("case.json"), "{\"format\": 1, \"family\": \"magic\", \"name\": \"x\"}");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ReferenceCases.walk(folder, new PrintStream(out, true, "UTF-8"))).isFalse();
    assertThat(out.toString("UTF-8")).contains("UNSUPPORTED magic/x");
  }

  @Test
  void aWrongNumberAMissingTensorAWrongShapeANaNAndAWrongTypeAllFail() {
    Tensor expected = new Tensor(new long[] {2}, new float[] {1, 2});
    assertThat(compared(expected, new Tensor(new long[] {2}, new float[] {1, 2.00009f}))).isTrue();
    assertThat(compared(expected, new Tensor(new long[] {2}, new float[] {1, 2.01f}))).isFalse();
    assertThat(compared(expected, null)).isFalse();
    assertThat(compared(expected, new Tensor(new long[] {1, 2}, new float[] {1, 2}))).isFalse();
    assertThat(compared(expected, new Tensor(new long[] {2}, new float[] {1, Float.NaN})))
        .isFalse();
    assertThat(compared(expected, new Tensor(new long[] {2}, new long[] {1, 2}))).isFalse();
  }

  private static boolean compared(Tensor expected, Tensor actual) {
    JsonObject json =
        JsonParser.parseString("{\"tolerance\": {\"rtol\": 1e-4, \"atol\": 0}}").getAsJsonObject();
    Comparison comparison = new Comparison(json);
    comparison.tensor("output.x", expected, actual);
    return comparison.passed();
  }

  @Test
  void overridesAndIgnoredRangesHoldForTheirKeyOnly() {
    JsonObject json =
        JsonParser.parseString(
                "{\"tolerance\": {\"rtol\": 0, \"atol\": 0.1, \"overrides\": {\"output.y\":"
                    + " {\"rtol\": 0, \"atol\": 9}}}, \"ignored_ranges\": {\"output.z\": [0, 1]}}")
            .getAsJsonObject();
    Tensor expected = new Tensor(new long[] {2}, new float[] {0, 0});
    Tensor actual = new Tensor(new long[] {2}, new float[] {5, 0});
    Comparison comparison = new Comparison(json);
    comparison.tensor("output.y", expected, actual);
    comparison.tensor("output.z", expected, actual);
    assertThat(comparison.passed()).isTrue();
    comparison.tensor("output.x", expected, actual);
    assertThat(comparison.worst()).isEqualTo("output.x");
  }

  @Test
  void jsonIsComparedByStructureWithWholeNumbersExact() {
    Comparison comparison = new Comparison(new JsonObject());
    comparison.json(
        "expected",
        JsonParser.parseString("{\"n\": 9007199254740993, \"a_not_compared\": 1, \"s\": [null]}"),
        JsonParser.parseString("{\"n\": 9007199254740993, \"s\": [null]}"));
    assertThat(comparison.passed()).isTrue();
    comparison.json(
        "expected",
        JsonParser.parseString("9007199254740993"),
        JsonParser.parseString("9007199254740992"));
    assertThat(comparison.passed()).isFalse();
  }
}
