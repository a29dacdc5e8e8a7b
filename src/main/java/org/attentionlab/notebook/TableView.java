package org.attentionlab.notebook;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A Tablesaw table as aligned text and as an HTML table: numbers rounded and set to the right. A
 * text that {@link Pictures#inTable} made is shown as the picture that it is.
 */
final class TableView {

  private static final int ROWS = 60; // a longer table shows its first and last rows
  private static final int EDGE = 10;

  private TableView() {}

  static Bundle bundle(Table table) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columnNames());
    for (int r : shown(table.rowCount())) {
      List<String> line = new ArrayList<>();
      for (Column<?> column : table.columns()) {
        line.add(r < 0 ? "…" : cell(column, r));
      }
      lines.add(line);
    }
    return Bundle.ofText(text(table, lines)).withHtml(html(table, lines));
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    Object value = column.get(row);
    return value instanceof Number number && !(value instanceof Integer || value instanceof Long)
        ? Numbers.text(number.doubleValue())
        : String.valueOf(value);
  }

  private static int[] shown(int rows) {
    if (rows <= ROWS) {
      return java.util.stream.IntStream.range(0, rows).toArray();
    }
    int[] shown = new int[2 * EDGE + 1];
    for (int i = 0; i < EDGE; i++) {
      shown[i] = i;
      shown[EDGE + 1 + i] = rows - EDGE + i;
    }
    shown[EDGE] = -1;
    return shown;
  }

  private static boolean isNumber(Table table, int column) {
    return table.column(column) instanceof NumericColumn;
  }

  private static String text(Table table, List<List<String>> lines) {
    int[] widths = new int[table.columnCount()];
    for (List<String> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], TextWidth.of(words(line.get(c))));
      }
    }
    List<String> out = new ArrayList<>();
    if (table.name() != null) {
      out.add(table.name());
    }
    for (List<String> line : lines) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < widths.length; c++) {
        String cell = words(line.get(c));
        String blanks = " ".repeat(widths[c] - TextWidth.of(cell));
        cells.add(isNumber(table, c) ? blanks + cell : cell + blanks);
      }
      out.add(String.join("  ", cells).stripTrailing());
    }
    return String.join("\n", out);
  }

  private static String words(String cell) {
    return Pictures.isPicture(cell) ? "[picture]" : cell;
  }

  private static String content(List<String> line, int column) {
    String cell = line.get(column);
    return Pictures.isPicture(cell)
        ? "<img alt=\"picture of %s\" src=\"%s\" style=\"height:40px;max-width:none\">"
            .formatted(Html.escape(words(line.get(0))), Html.escape(cell))
        : Html.escape(cell);
  }

  private static String html(Table table, List<List<String>> lines) {
    StringBuilder html =
        new StringBuilder("<table style=\"border-collapse:collapse;margin:4px 0\">");
    if (table.name() != null) {
      html.append(Html.caption(table.name()));
    }
    for (int r = 0; r < lines.size(); r++) {
      html.append(r == 0 ? "<thead><tr>" : "<tr>");
      for (int c = 0; c < table.columnCount(); c++) {
        String tag = r == 0 ? "th" : "td";
        html.append('<')
            .append(tag)
            .append(" style=\"text-align:")
            .append(isNumber(table, c) ? "right" : "left")
            .append(";padding:3px 10px;border-bottom:")
            .append(Html.LINE)
            .append("\">")
            .append(content(lines.get(r), c))
            .append("</")
            .append(tag)
            .append('>');
      }
      html.append(r == 0 ? "</tr></thead><tbody>" : "</tr>");
    }
    return html.append("</tbody></table>").toString();
  }
}
