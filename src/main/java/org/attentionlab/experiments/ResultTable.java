package org.attentionlab.experiments;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.text.TextFiles;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** The table of a recorded experiment, as a CSV file. */
final class ResultTable {

  /** The column that says which part of the experiment a row comes from. */
  static final String PART = "part";

  private ResultTable() {}

  /**
   * Writes rows.
   *
   * @param rows at least one, all with the same columns
   */
  static void write(Path file, List<JsonObject> rows) throws IOException {
    TextFiles.writeLines(file, csv(rows));
  }

  /** All rows, or none if there is no such file or it does not know its parts. */
  static List<JsonObject> rows(Path file) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    Table table =
        Table.read()
            .csv(
                CsvReadOptions.builder(file.toFile())
                    .columnTypes(name -> ColumnType.STRING)
                    .missingValueIndicator()
                    .build());
    List<JsonObject> rows = new ArrayList<>();
    if (table.containsColumn(PART)) {
      for (Row row : table) {
        JsonObject json = new JsonObject();
        table.columnNames().forEach(name -> json.addProperty(name, row.getString(name)));
        rows.add(json);
      }
    }
    return rows;
  }

  /** Which part a row comes from. */
  static String part(JsonObject row) {
    return row.get(PART).getAsString();
  }

  private static List<String> csv(List<JsonObject> rows) {
    List<String> columns = List.copyOf(rows.get(0).keySet());
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", columns));
    for (JsonObject row : rows) {
      if (!List.copyOf(row.keySet()).equals(columns)) {
        throw new IllegalStateException(
            "Expected the columns " + columns + " in every row, but got " + row.keySet() + ".");
      }
      lines.add(String.join(",", columns.stream().map(c -> quoted(row.get(c))).toList()));
    }
    return lines;
  }

  private static String quoted(JsonElement value) {
    String text = value.getAsString();
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
