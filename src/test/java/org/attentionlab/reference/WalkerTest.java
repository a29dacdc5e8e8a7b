package org.attentionlab.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the walker prints, and when it calls a folder a success. */
class WalkerTest {

  private static final String COUNTS =
      """
      {"format": 1, "family": "parameter_counts", "name": "one", "parameters": {},
       "tolerance": {"rtol": 0, "atol": 0},
       "given": {"models": [{"N": 1, "d_model": 4, "d_ff": 8, "h": 2, "d_k": 3, "d_v": 1,
         "vocabulary": 10, "positions": "learned", "max_positions": 5, "attention_bias": true,
         "norm_first": true}]},
       "expected": {"counts": [{"attention": 82, "feed_forward": 76, "layer_norm": 8,
         "encoder_layer": 174, "decoder_layer": 264, "embedding": 40, "positions": 40,
         "final_norms": 16, "total": %d}]}}
      """;
  private static final String REFUSED =
      """
      {"format": 1, "family": "multi_head", "name": "%d_heads",
       "parameters": {"embed_dim": 8, "num_heads": %d, "bias": true}, "expected": {"error": "no"}}
      """;

  @TempDir Path folder;

  private void write(String name, String json) throws IOException {
    Path file = folder.resolve(name).resolve("case.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, json);
  }

  private String walk(boolean success) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(ReferenceCases.walk(List.of(folder), print)).isEqualTo(success);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void rightResultsPassAtAnyDepth() throws IOException {
    write("set/parameter_counts/one", COUNTS.formatted(534));
    assertThat(walk(true).lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("PASS parameter_counts/one");
  }

  @Test
  void aWrongResultFailsAndItsKeyIsNamed() throws IOException {
    write("one", COUNTS.formatted(535));
    assertThat(walk(false))
        .contains("FAIL parameter_counts/one", "worst expected.counts[0].total")
        .endsWith("0 passed, 1 failed, 0 unsupported" + System.lineSeparator());
  }

  @Test
  void aRefusalPassesOnlyWhereOneIsExpected() throws IOException {
    write("refused", REFUSED.formatted(3, 3));
    write("accepted", REFUSED.formatted(4, 4));
    assertThat(walk(false)).contains("PASS multi_head/3_heads refused", "FAIL multi_head/4_heads");
  }

  @Test
  void aFamilyThatWeDoNotKnowIsUnsupportedAndNotASuccess() throws IOException {
    write("one", COUNTS.formatted(534));
    write("two", "{\"format\": 1, \"family\": \"magic\", \"name\": \"trick\"}");
    assertThat(walk(false))
        .contains("UNSUPPORTED magic/trick")
        .endsWith("1 passed, 0 failed, 1 unsupported" + System.lineSeparator());
  }

  @Test
  void aFolderWithoutCasesIsNotASuccess() throws IOException {
    assertThat(walk(false))
        .contains("no case.json")
        .endsWith("0 passed, 0 failed, 0 unsupported" + System.lineSeparator());
  }

  @Test
  void aCaseThatLacksItsTensorsFails() throws IOException {
    write(
        "one",
        "{\"format\": 1, \"family\": \"masks\", \"name\": \"x\", \"parameters\": {\"pad_id\": 0},"
            + " \"inputs\": [\"tokens\"], \"outputs\": [\"padding_mask\"]}");
    assertThat(walk(false)).startsWith("FAIL ").contains("input.tokens");
  }

  @Test
  void aCaseThatComparesNothingFails() throws IOException {
    write(
        "one",
        "{\"format\": 1, \"family\": \"parameter_counts\", \"name\": \"x\", \"parameters\": {},"
            + " \"given\": {\"models\": []}}");
    assertThat(walk(false)).contains("nothing to compare");
  }

  @Test
  void aCaseThatIsNotJsonFails() throws IOException {
    write("one", "{\"format\": 1,");
    assertThat(walk(false)).contains("FAIL", "cannot be read", "1 failed");
  }
}
