package org.attentionlab.experiments;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionlab.evaluation.SameDirection;

/**
 * A row of our Table 3 beside base and beside the paper: does it move perplexity and BLEU to the
 * same side?
 *
 * @param row A to E or big
 * @param variant which one, such as {@code A-h-1}
 * @param seeds how many of ours there are
 * @param meanPerplexity of ours, over seeds
 * @param meanBleu of ours, over seeds
 * @param paperPerplexity of the paper's row
 * @param paperBleu of the paper's row
 * @param perplexity the verdict; lower is better
 * @param bleu the verdict; higher is better
 */
public record Table3Comparison(
    String row,
    String variant,
    int seeds,
    double meanPerplexity,
    double meanBleu,
    double paperPerplexity,
    double paperBleu,
    SameDirection perplexity,
    SameDirection bleu) {

  private static final String BASE = "base";

  /**
   * All rows but base, in the table's order.
   *
   * @param file {@code results/table3.csv}
   * @throws IOException if it is missing or has no base
   */
  public static List<Table3Comparison> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "There is no file " + file + ". ./course reproduce table3 --jobs 2 makes it, in hours.");
    }
    Map<String, List<JsonObject>> variants = new LinkedHashMap<>();
    for (JsonObject row : ResultTable.rows(file)) {
      variants.computeIfAbsent(text(row, "variant"), v -> new ArrayList<>()).add(row);
    }
    List<JsonObject> base = variants.remove(BASE);
    if (base == null) {
      throw new IOException(file + " has no row \"base\", with which the others are compared.");
    }
    return variants.values().stream().map(rows -> of(base, rows)).toList();
  }

  private static Table3Comparison of(List<JsonObject> base, List<JsonObject> rows) {
    JsonObject first = rows.get(0);
    return new Table3Comparison(
        text(first, "row"),
        text(first, "variant"),
        rows.size(),
        mean(rows, "perplexity"),
        mean(rows, "bleu"),
        number(first, "paper_perplexity"),
        number(first, "paper_bleu"),
        direction(base, rows, "perplexity"),
        direction(base, rows, "bleu"));
  }

  private static SameDirection direction(
      List<JsonObject> base, List<JsonObject> rows, String column) {
    return SameDirection.of(
        numbers(base, column),
        numbers(rows, column),
        number(base.get(0), "paper_" + column),
        number(rows.get(0), "paper_" + column));
  }

  private static double mean(List<JsonObject> rows, String column) {
    return rows.stream().mapToDouble(row -> number(row, column)).average().orElseThrow();
  }

  private static double[] numbers(List<JsonObject> rows, String column) {
    return rows.stream().mapToDouble(row -> number(row, column)).toArray();
  }

  private static double number(JsonObject row, String column) {
    return row.get(column).getAsDouble();
  }

  private static String text(JsonObject row, String column) {
    return row.get(column).getAsString();
  }
}
