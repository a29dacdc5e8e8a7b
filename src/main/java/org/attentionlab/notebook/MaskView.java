package org.attentionlab.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.attention.Mask;

/**
 * A mask as a grid: a row for each query, a column for each key, ■ where the query may not look.
 * Shown is the first sentence and head.
 */
final class MaskView {

  private static final int FULL = 40; // a longer axis is cut

  private MaskView() {}

  static Bundle bundle(Mask mask) {
    if (mask.isNone()) {
      return Bundle.ofText("Mask.none(): every query may see every key");
    }
    NDArray hidden = mask.hidden();
    Shape shape = hidden.getShape(); // (B|1, h|1, T_q|1, T_k)
    int queries = (int) shape.get(2);
    int keys = (int) shape.get(3);
    boolean[] values = hidden.toBooleanArray();
    String head = "mask %s, ■ = may not be seen (rows: queries, columns: keys)".formatted(shape);
    List<String> lines = new ArrayList<>(List.of(head));
    StringBuilder html = new StringBuilder("<div><code>" + head + "</code>");
    html.append("<table style=\"border-collapse:collapse;margin:4px 0\"><tbody>");
    for (int q = 0; q < Math.min(queries, FULL); q++) {
      StringBuilder line = new StringBuilder();
      html.append("<tr>");
      for (int k = 0; k < Math.min(keys, FULL); k++) {
        String sign = values[q * keys + k] ? "■" : "·";
        line.append(sign).append(' ');
        html.append("<td style=\"padding:0 5px;border:" + Html.LINE + "\">" + sign + "</td>");
      }
      html.append("</tr>");
      lines.add(line.toString().stripTrailing());
    }
    if (queries > FULL || keys > FULL) {
      lines.add("… cut after " + FULL);
    }
    return Bundle.ofText(String.join("\n", lines))
        .withHtml(html.append("</tbody></table></div>").toString());
  }
}
