package org.attentionlab.experiments;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.attentionlab.transformer.TransformerConfig.Positions;

/**
 * A row of the paper's Table 3 at the scale of two cores: N is divided by 2, every width by 8;
 * heads, dropout and label smoothing stay as they are, and big trains three times as long as the
 * others, as in the paper. So each row differs from base by the same factor as there.
 *
 * @param paper the row in the paper
 * @param layers N
 * @param modelWidth d_model
 * @param innerWidth d_ff
 * @param keyWidth d_k
 * @param valueWidth d_v
 * @param positions learned in row E
 */
record Table3Row(
    PaperTable3.Row paper,
    int layers,
    int modelWidth,
    int innerWidth,
    int keyWidth,
    int valueWidth,
    Positions positions) {

  private static final int LAYERS_SHRINK = 2;
  private static final int WIDTHS_SHRINK = 8;
  private static final int BASE_THOUSAND_STEPS = 100;

  /** All rows in the paper's order, base first. */
  static List<Table3Row> all() throws IOException {
    return PaperTable3.rows().stream().map(Table3Row::of).toList();
  }

  private static Table3Row of(PaperTable3.Row paper) {
    return new Table3Row(
        paper,
        paper.layers() / LAYERS_SHRINK,
        paper.modelWidth() / WIDTHS_SHRINK,
        paper.innerWidth() / WIDTHS_SHRINK,
        paper.keyWidth() / WIDTHS_SHRINK,
        paper.valueWidth() / WIDTHS_SHRINK,
        paper.group().equals("E") ? Positions.LEARNED : Positions.SINUSOIDAL);
  }

  /** For example {@code base}, {@code A-h-1}, {@code D-dropout-20} (percent) or {@code big}. */
  String name() {
    String value =
        switch (paper.changed()) {
          case "N" -> "N-" + layers;
          case "d_model" -> "dmodel-" + modelWidth;
          case "d_ff" -> "dff-" + innerWidth;
          case "h" -> "h-" + paper.heads();
          case "d_k" -> "dk-" + keyWidth;
          case "dropout" -> "dropout-" + Math.round(100 * paper.dropout());
          case "smoothing" -> "smoothing-" + Math.round(100 * paper.smoothing());
          default -> positions == Positions.LEARNED ? "learned" : "";
        };
    return value.isEmpty() ? paper.group() : paper.group() + "-" + value;
  }

  /** How long to train, if base trains for so many steps. */
  int steps(int baseSteps) {
    return baseSteps * paper.thousandSteps() / BASE_THOUSAND_STEPS;
  }

  /** The numbers of the model, as in a configuration file. */
  String sizes() {
    return String.format(
        Locale.ROOT,
        """
        {"layers": %d, "model_width": %d, "inner_width": %d, "heads": %d, "key_width": %d,
         "value_width": %d, "dropout": %s, "positions": "%s", "maximum_length": 256}""",
        layers,
        modelWidth,
        innerWidth,
        paper.heads(),
        keyWidth,
        valueWidth,
        paper.dropout(),
        positions);
  }
}
