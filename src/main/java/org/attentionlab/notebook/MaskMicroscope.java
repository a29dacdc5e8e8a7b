package org.attentionlab.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.attention.Mask;

/**
 * A mask under the microscope: a grid with words on its axes, a sentence for every row that says
 * what it may see, and the rows that see nothing, which are almost always a mistake.
 *
 * <pre>{@code MaskMicroscope.of(Mask.lookAhead(manager, 3), List.of("the", "cat", "sat"))}</pre>
 */
public final class MaskMicroscope {

  private static final int NAMED = 8; // as many words are named in a sentence

  private final List<String> queries;
  private final List<String> keys;
  private final boolean[][] hidden;

  private MaskMicroscope(List<String> queries, List<String> keys, boolean[][] hidden) {
    this.queries = List.copyOf(queries);
    this.keys = List.copyOf(keys);
    this.hidden = hidden;
  }

  /** Self-attention: the words look at one another. */
  public static MaskMicroscope of(Mask mask, List<String> words) {
    List<String> same = List.copyOf(words); // one list, so that a word knows itself
    return of(mask, same, same, 0);
  }

  /**
   * Any mask.
   *
   * @param mask (B|1, h|1, T_q|1, T_k); shown is the first head
   * @param queries T_q words that look
   * @param keys T_k words that are looked at
   * @param sentence which one of the batch
   */
  public static MaskMicroscope of(
      Mask mask, List<String> queries, List<String> keys, int sentence) {
    boolean[][] hidden = new boolean[queries.size()][keys.size()];
    if (!mask.isNone()) {
      NDArray array = mask.hidden();
      Shape shape = array.getShape();
      long rows = shape.get(2);
      if (shape.get(3) != keys.size() || (rows != 1 && rows != queries.size())) {
        throw new IllegalArgumentException(
            "Expected a mask for %d words that look at %d words, but its shape (B, h, T_q, T_k) is %s."
                .formatted(queries.size(), keys.size(), shape));
      }
      boolean[] all = array.toBooleanArray();
      int sentenceStart =
          shape.get(0) == 1 ? 0 : Math.toIntExact(sentence * shape.get(1) * rows * shape.get(3));
      for (int q = 0; q < queries.size(); q++) {
        int row = sentenceStart + (rows == 1 ? 0 : q) * keys.size();
        System.arraycopy(all, row, hidden[q], 0, keys.size());
      }
    }
    return new MaskMicroscope(queries, keys, hidden);
  }

  /** The positions that may see nothing. */
  public List<Integer> blindRows() {
    List<Integer> blind = new ArrayList<>();
    for (int q = 0; q < hidden.length; q++) {
      if (visible(q).isEmpty()) {
        blind.add(q);
      }
    }
    return blind;
  }

  /** What each row may see, in words. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (int q = 0; q < hidden.length; q++) {
      sentences.add(sentence(q));
    }
    return sentences;
  }

  private String sentence(int q) {
    List<Integer> seen = visible(q);
    String who = "\"%s\" (%d)".formatted(queries.get(q), q);
    if (seen.isEmpty()) {
      return who + " sees NOTHING: a softmax over nothing is NaN or a lie";
    }
    if (seen.size() == keys.size()) {
      return who + " sees all " + keys.size() + " words";
    }
    List<String> names = new ArrayList<>();
    seen.stream()
        .limit(NAMED)
        .forEach(k -> names.add(k == q && queries == keys ? "itself" : keys.get(k)));
    String more = seen.size() > NAMED ? " and %d more".formatted(seen.size() - NAMED) : "";
    return "%s sees %d of %d: %s%s"
        .formatted(who, seen.size(), keys.size(), String.join(", ", names), more);
  }

  private List<Integer> visible(int q) {
    List<Integer> seen = new ArrayList<>();
    for (int k = 0; k < keys.size(); k++) {
      if (!hidden[q][k]) {
        seen.add(k);
      }
    }
    return seen;
  }

  /** The grid: dark is visible. */
  public HeatMap picture(String title) {
    double[][] seen = new double[hidden.length][keys.size()];
    for (int q = 0; q < hidden.length; q++) {
      for (int k = 0; k < keys.size(); k++) {
        seen[q][k] = hidden[q][k] ? 0 : 1;
      }
    }
    return Charts.heatMap(title, queries, keys, seen)
        .optDigits(false)
        .optAxes("who looks", "dark: may be seen")
        .optAlt(title + ". " + String.join("; ", sentences()));
  }

  Bundle bundle() {
    List<Integer> blind = blindRows();
    String head =
        blind.isEmpty() ? "Every row sees something." : "Rows that see nothing: " + blind + ".";
    StringBuilder html =
        new StringBuilder("<div style=\"overflow-x:auto\"><p><b>" + head + "</b></p>");
    html.append("<table style=\"border-collapse:collapse\"><tr><th></th>");
    keys.forEach(key -> html.append("<th style=\"padding:0 5px\">" + Html.escape(key) + "</th>"));
    html.append("<th></th></tr>");
    StringBuilder text = new StringBuilder(head);
    for (int q = 0; q < hidden.length; q++) {
      html.append("<tr><th style=\"text-align:right;padding:0 8px\">");
      html.append(Html.escape(queries.get(q))).append("</th>");
      text.append('\n');
      for (int k = 0; k < keys.size(); k++) {
        String colour =
            hidden[q][k]
                ? "transparent"
                : Palette.hex(Palette.SKY) + ";color:" + Palette.hex(Palette.INK); // in any theme
        String sign = hidden[q][k] ? "·" : "✓";
        html.append(
            "<td style=\"text-align:center;min-width:24px;border:%s;background:%s\">%s</td>"
                .formatted(Html.LINE, colour, hidden[q][k] ? "" : "✓"));
        text.append(sign).append(' ');
      }
      String sentence = sentence(q);
      html.append(
          "<td style=\"padding:0 10px;text-align:left\">" + Html.escape(sentence) + "</td></tr>");
      text.append("  ").append(sentence);
    }
    return Bundle.ofText(text.toString()).withHtml(html.append("</table></div>").toString());
  }

  @Override
  public String toString() {
    return bundle().text();
  }
}
