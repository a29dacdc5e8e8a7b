package org.attentionlab.notebook;

import java.util.ArrayList;
import java.util.List;

/** A tree with a few columns beside it, as aligned text and as an HTML table. */
final class TreeTable {

  /**
   * One line.
   *
   * @param depth 0 for a root
   * @param cells the columns, the name first
   * @param marked whether the reader should look here
   */
  record Row(int depth, List<String> cells, boolean marked) {}

  private final String title;
  private final List<String> head;
  private final String note;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param head the names of the columns; all but the first and the last are numbers
   * @param note a line below, or an empty text
   */
  TreeTable(String title, List<String> head, String note) {
    this.title = title;
    this.head = head;
    this.note = note;
  }

  TreeTable add(int depth, boolean marked, String... cells) {
    rows.add(new Row(depth, List.of(cells), marked));
    return this;
  }

  Bundle bundle() {
    return Bundle.ofText(text()).withHtml(html());
  }

  private boolean isNumber(int column) {
    return column > 0 && column < head.size() - 1;
  }

  private static String name(Row row) {
    String branch = row.depth == 0 ? "" : "   ".repeat(row.depth - 1) + "└─ ";
    return branch + row.cells.get(0);
  }

  private String text() {
    List<List<String>> lines = new ArrayList<>(List.of(head));
    for (Row row : rows) {
      List<String> line = new ArrayList<>(row.cells);
      line.set(0, name(row) + (row.marked ? " ◀" : ""));
      lines.add(line);
    }
    StringBuilder text = new StringBuilder(title);
    for (List<String> line : lines) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < head.size(); c++) {
        int column = c;
        int width = lines.stream().mapToInt(l -> TextWidth.of(l.get(column))).max().orElse(0);
        String blanks = " ".repeat(width - TextWidth.of(line.get(c)));
        cells.add(isNumber(c) ? blanks + line.get(c) : line.get(c) + blanks);
      }
      text.append('\n').append(String.join("  ", cells).stripTrailing());
    }
    return note.isEmpty() ? text.toString() : text.append('\n').append(note).toString();
  }

  private String html() {
    StringBuilder html =
        new StringBuilder("<table style=\"border-collapse:collapse;margin:4px 0\">");
    html.append(Html.caption(title)).append("<thead>");
    line(html, "th", new Row(0, head, false));
    html.append("</thead><tbody>");
    rows.forEach(row -> line(html, "td", row));
    html.append("</tbody></table>");
    if (!note.isEmpty()) {
      html.append("<div style=\"max-width:900px\">").append(Html.escape(note)).append("</div>");
    }
    return html.toString();
  }

  private void line(StringBuilder html, String tag, Row row) {
    html.append("<tr>");
    for (int c = 0; c < head.size(); c++) {
      String cell = Html.escape(row.cells.get(c));
      if (c == 0 && row.depth > 0) {
        cell = "<span style=\"opacity:.6\">└─ </span>" + cell;
      }
      html.append(
          "<%s style=\"text-align:%s;padding:3px 10px;border-bottom:%s"
              .formatted(tag, isNumber(c) ? "right" : "left", Html.LINE));
      if (c == 0) {
        // The name is not broken into lines, however long its neighbour is.
        html.append(";white-space:nowrap;padding-left:")
            .append(10 + 24 * Math.max(0, row.depth - 1))
            .append("px");
      }
      if (row.marked) {
        html.append(";font-weight:bold");
        html.append(c == 0 ? ";border-left:6px solid " + Palette.hex(Palette.VERMILLION) : "");
      }
      html.append("\">").append(cell).append("</").append(tag).append('>');
    }
    html.append("</tr>");
  }
}
