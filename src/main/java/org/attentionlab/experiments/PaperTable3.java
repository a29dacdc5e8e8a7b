package org.attentionlab.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.text.TextFiles;

/**
 * The paper's Table 3 (Vaswani et al., 2017), read from {@code datasets/paper/table3.csv}, where an
 * empty cell means: as in base.
 */
final class PaperTable3 {

  private static final String FILE = "datasets/paper/table3.csv";
  private static final int COLUMNS = 13;
  private static final int RESULTS = 10; // the first column that is not a setting

  private PaperTable3() {}

  /**
   * A row of it, complete.
   *
   * @param group base, A, B, C, D, E or big
   * @param changed the column that the row changes, in the letters of the paper; empty for base, E
   *     and big
   * @param layers N
   * @param modelWidth d_model
   * @param innerWidth d_ff
   * @param heads h
   * @param keyWidth d_k
   * @param valueWidth d_v
   * @param dropout P_drop
   * @param smoothing ε_ls
   * @param thousandSteps training steps, in thousands
   * @param perplexity on the development set, for a word piece
   * @param bleu on the development set
   * @param millions of parameters; empty where the paper has none
   */
  record Row(
      String group,
      String changed,
      int layers,
      int modelWidth,
      int innerWidth,
      int heads,
      int keyWidth,
      int valueWidth,
      double dropout,
      double smoothing,
      int thousandSteps,
      double perplexity,
      double bleu,
      String millions) {}

  /**
   * All rows, base first.
   *
   * @throws IOException if the file of this checkout cannot be read
   */
  static List<Row> rows() throws IOException {
    String home = System.getProperty("attentionlab.home", System.getenv("ATTENTIONLAB_HOME"));
    Path file = Path.of(home == null ? "" : home).resolve(FILE);
    List<String> lines = TextFiles.readLines(file);
    String[] columns = cells(file, lines.get(0));
    String[] base = cells(file, lines.get(1));
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      rows.add(row(columns, base, cells(file, line)));
    }
    return rows;
  }

  private static String[] cells(Path file, String line) throws IOException {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new IOException(
          "%s: expected %d columns, but found \"%s\".".formatted(file, COLUMNS, line));
    }
    return cells;
  }

  private static Row row(String[] columns, String[] base, String[] cells) {
    String[] complete = cells.clone();
    String changed = "";
    for (int i = 1; i < complete.length - 1; i++) { // the group and the parameters stay
      if (complete[i].isEmpty()) {
        complete[i] = base[i];
      } else if (i < RESULTS && changed.isEmpty() && cells[0].length() == 1) {
        changed = columns[i]; // the first one; in row A, d_k and d_v follow from h
      }
    }
    return new Row(
        cells[0],
        changed,
        Integer.parseInt(complete[1]),
        Integer.parseInt(complete[2]),
        Integer.parseInt(complete[3]),
        Integer.parseInt(complete[4]),
        Integer.parseInt(complete[5]),
        Integer.parseInt(complete[6]),
        Double.parseDouble(complete[7]),
        Double.parseDouble(complete[8]),
        Integer.parseInt(complete[9].replace("K", "")),
        Double.parseDouble(complete[10]),
        Double.parseDouble(complete[11]),
        cells[12]);
  }
}
