package org.attentionlab.evaluation;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What sacrebleu 2.6.0 says of random corpora; {@code sacrebleu_answers.py} made the file. */
final class SacrebleuAnswers {

  private static final List<JsonObject> LINES = read();

  private SacrebleuAnswers() {}

  /** Corpora with their scores. */
  static List<JsonObject> corpora() {
    return LINES.stream().filter(line -> line.has("out")).toList();
  }

  /** Two systems on one test set. */
  static List<JsonObject> pairs() {
    return LINES.stream().filter(line -> line.has("first") && !line.has("out")).toList();
  }

  static List<String> strings(JsonElement array) {
    return array.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
  }

  static List<List<String>> lists(JsonElement array) {
    return array.getAsJsonArray().asList().stream().map(SacrebleuAnswers::strings).toList();
  }

  private static List<JsonObject> read() {
    List<JsonObject> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    SacrebleuAnswers.class.getResourceAsStream("/sacrebleu.jsonl.gz")),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JsonParser.parseString(line).getAsJsonObject());
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
