package org.attentionlab.notebook;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who looks at whom, to be explored: choose a layer and a head in the grid, point at a word, and
 * see the lines to the words that it looks at. It is HTML and SVG with style sheets only, so it
 * needs no script and no network, in JupyterLab and in an exported page. {@link #heatMaps} is the
 * same as a still picture.
 *
 * <pre>{@code
 * AttentionView.of("Where does each word look?")
 *     .add("encoder", words, words, weights.encoderSelf())
 *     .add("decoder to memory", written, words, weights.cross());
 * }</pre>
 */
public final class AttentionView {

  private static final int ROW = 22; // height of a word
  private static final int NEAR = 150; // x of the left words' ends
  private static final int FAR = 420; // x of the right words' beginnings
  private static final int WIDTH = 640;
  private static final int TOP = 28;
  private static final int CELL = 26; // of the grid of heads
  private static final int LEVELS = 5; // shades of a line
  private static final double LEAST = 0.03; // a fainter line is not drawn
  private static final int MANY = 3000; // rows in all panels, above which numbers are left out

  private static final String NOT_TRUSTED =
      "<p>Here is a view to explore with the mouse. Run this cell to see it.</p>";

  private final String title;
  private final List<Section> sections = new ArrayList<>();
  private int linesPerWord = 8;

  /** One kind of attention: words at the left look at words at the right. */
  private record Section(
      String name, List<String> queries, List<String> keys, List<double[][][]> layers) {

    int height() {
      return TOP + ROW * Math.max(queries.size(), keys.size()) + 10;
    }
  }

  private AttentionView(String title) {
    this.title = title;
  }

  /** An empty view. */
  public static AttentionView of(String title) {
    return new AttentionView(title);
  }

  /**
   * Adds one kind of attention: self-attention (the same words twice), masked, or to the memory.
   *
   * @param name such as "encoder"
   * @param queries T_q words that look
   * @param keys T_k words that are looked at
   * @param layers one array a layer, (B, h, T_q, T_k); shown is the first sentence
   */
  public AttentionView add(
      String name, List<String> queries, List<String> keys, List<NDArray> layers) {
    List<double[][][]> read = new ArrayList<>();
    for (NDArray layer : layers) {
      read.add(heads(layer, queries.size(), keys.size()));
    }
    if (read.isEmpty()) {
      throw new IllegalArgumentException("Expected the weights of at least one layer, got none.");
    }
    sections.add(new Section(name, List.copyOf(queries), List.copyOf(keys), read));
    return this;
  }

  /** How many lines leave a word at most, the strongest ones; 8 otherwise. */
  public AttentionView optLinesPerWord(int number) {
    linesPerWord = number;
    return this;
  }

  /** One layer and head of the first section as a heat map: a still picture. */
  public HeatMap heatMap(int layer, int head) {
    Section s = sections.get(0);
    String name = "%s, layer %d, head %d".formatted(title, layer + 1, head + 1);
    return Charts.heatMap(name, s.queries, s.keys, s.layers.get(layer)[head]);
  }

  /** All heads of one layer of the first section, side by side. */
  public PictureGrid heatMaps(int layer) {
    return PictureGrid.of(
        2,
        IntStream.range(0, sections.get(0).layers.get(layer).length)
            .mapToObj(head -> heatMap(layer, head))
            .toList());
  }

  private static double[][][] heads(NDArray layer, int queries, int keys) {
    long[] shape = layer.getShape().getShape();
    if (shape.length != 4 || shape[2] != queries || shape[3] != keys) {
      throw new IllegalArgumentException(
          "Expected weights (B, h, T_q, T_k) for %d and %d words, but got %s."
              .formatted(queries, keys, layer.getShape()));
    }
    int heads = Math.toIntExact(shape[1]);
    double[] all = NDArrayView.numbers(layer); // the first sentence comes first
    double[][][] result = new double[heads][queries][];
    for (int h = 0; h < heads; h++) {
      for (int q = 0; q < queries; q++) {
        int from = (h * queries + q) * keys;
        result[h][q] = Arrays.copyOfRange(all, from, from + keys);
      }
    }
    return result;
  }

  /** How it is shown: HTML without scripts, and words for readers who do not see it. */
  Bundle bundle() {
    int height = 40 + sections.stream().mapToInt(s -> s.height() + gridHeight(s) + 50).sum();
    // A frame of its own: no style of ours reaches the page, and a page that does not trust the
    // notebook drops the frame as a whole and leaves the words between its tags.
    String frame =
        "<iframe title=\"%s\" style=\"width:100%%;max-width:700px;height:%dpx;border:0\" srcdoc=\"%s\">%s</iframe>"
            .formatted(
                Html.escape(title),
                height,
                page().replace("&", "&amp;").replace("\"", "&quot;"),
                NOT_TRUSTED);
    return Bundle.ofText(text()).withHtml(frame);
  }

  private static int gridHeight(Section s) {
    return s.layers.size() * CELL + 24;
  }

  /** The whole view as a page of its own. */
  public String page() {
    StringBuilder html = new StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><style>");
    html.append(STYLE);
    for (int s = 0; s < sections.size(); s++) {
      forEachPanel(sections.get(s), s, (id, section, layer, head) -> html.append(rule(id)));
    }
    html.append("</style><h3>").append(Html.escape(title)).append("</h3>");
    for (int s = 0; s < sections.size(); s++) {
      append(html, sections.get(s), s);
    }
    return html.toString();
  }

  private static final String STYLE =
      """
      body{font:13px sans-serif;margin:0 6px;background:#fff;color:#222}
      h3{font-size:16px;margin:8px 0}h4{font-size:13px;margin:10px 0 4px}
      input{position:absolute;opacity:0}
      .heads label{position:absolute;width:22px;height:22px;line-height:22px;text-align:center;font-size:11px;
      border-radius:3px;background:#e3edf5;cursor:pointer}.heads{position:relative}
      .heads i{position:absolute;font-size:11px;line-height:22px}
      .p{display:none}.view{position:relative}.view svg{position:absolute;left:0;top:0}
      path{fill:none;stroke:#0072B2}.v{display:none;fill:#555;font-size:11px}
      .a1{stroke-opacity:.12}.a2{stroke-opacity:.3}.a3{stroke-opacity:.5}.a4{stroke-opacity:.75}.a5{stroke-opacity:1}
      .q{outline:0}.q rect{fill:transparent;cursor:pointer}
      .p:hover path,.p:focus-within path{stroke-opacity:.04}
      .q:hover rect,.q:focus rect{fill:#F0E442;fill-opacity:.45}
      .q:hover .v,.q:focus .v{display:block}
      """
          + IntStream.rangeClosed(1, LEVELS)
              .mapToObj(
                  level ->
                      ".p .q:hover .a%d,.p .q:focus .a%d{stroke-opacity:%.2f;stroke-width:%.1f}"
                          .formatted(level, level, level / (double) LEVELS, 1 + level * 0.5))
              .reduce("", String::concat);

  private static String rule(String id) {
    return "#%s:checked~.view .%s{display:block}#%s:checked~.heads label[for=%s]{background:#0072B2;color:#fff}"
        .formatted(id, id, id, id);
  }

  private interface PanelWork {
    void at(String id, Section section, int layer, int head);
  }

  private static void forEachPanel(Section section, int index, PanelWork work) {
    for (int l = 0; l < section.layers.size(); l++) {
      for (int h = 0; h < section.layers.get(l).length; h++) {
        work.at("s%dl%dh%d".formatted(index, l, h), section, l, h);
      }
    }
  }

  private void append(StringBuilder html, Section section, int index) {
    html.append("<section><h4>").append(Html.escape(section.name)).append("</h4>");
    forEachPanel(
        section,
        index,
        (id, s, layer, head) ->
            html.append(
                "<input type=radio name=s%d id=%s%s aria-label=\"layer %d, head %d\">"
                    .formatted(
                        index, id, layer + head == 0 ? " checked" : "", layer + 1, head + 1)));
    html.append("<div class=heads style=\"height:%dpx\">".formatted(gridHeight(section)));
    html.append("<i style=\"left:56px;top:0\">head</i>");
    for (int l = 0; l < section.layers.size(); l++) {
      html.append("<i style=\"left:0;top:%dpx\">layer %d</i>".formatted(24 + l * CELL, l + 1));
    }
    forEachPanel(
        section,
        index,
        (id, s, layer, head) ->
            html.append(
                "<label for=%s style=\"left:%dpx;top:%dpx\">%d</label>"
                    .formatted(id, 56 + head * CELL, 24 + layer * CELL, head + 1)));
    html.append("</div><div class=view style=\"height:%dpx\">".formatted(section.height()));
    html.append(svg("", section)).append(words(section)).append("</svg>");
    forEachPanel(
        section,
        index,
        (id, s, layer, head) -> {
          html.append(svg("p " + id, s));
          appendLines(html, s, s.layers.get(layer)[head]);
          html.append("</svg>");
        });
    html.append("</div></section>");
  }

  private static String svg(String classes, Section section) {
    return "<svg class=\"%s\" width=%d height=%d>".formatted(classes, WIDTH, section.height());
  }

  private static String words(Section section) {
    StringBuilder svg = new StringBuilder();
    for (int q = 0; q < section.queries.size(); q++) {
      svg.append(word(NEAR - 6, q, "end", section.queries.get(q)));
    }
    for (int k = 0; k < section.keys.size(); k++) {
      svg.append(word(FAR + 6, k, "start", section.keys.get(k)));
    }
    return svg.append(
            "<text x=%d y=14 text-anchor=end font-weight=bold>looks</text><text x=%d y=14 font-weight=bold>is looked at</text>"
                .formatted(NEAR - 6, FAR + 6))
        .toString();
  }

  private static String word(int x, int index, String anchor, String text) {
    return "<text x=%d y=%d text-anchor=%s>%s</text>"
        .formatted(x, middle(index) + 4, anchor, Html.escape(text.isBlank() ? "␣" : text));
  }

  private static int middle(int index) {
    return TOP + ROW * index + ROW / 2;
  }

  private void appendLines(StringBuilder html, Section section, double[][] weights) {
    int heads = section.layers.stream().mapToInt(layer -> layer.length).sum();
    boolean numbers = heads * section.queries.size() <= MANY;
    for (int q = 0; q < weights.length; q++) {
      double[] row = weights[q];
      html.append(
          "<g class=q tabindex=0><rect x=0 y=%d width=%d height=%d />"
              .formatted(middle(q) - ROW / 2, NEAR, ROW));
      int[] strongest =
          IntStream.range(0, row.length)
              .boxed()
              .filter(k -> row[k] >= LEAST)
              .sorted(Comparator.comparingDouble(k -> -row[k]))
              .limit(linesPerWord)
              .mapToInt(Integer::intValue)
              .toArray();
      for (int level = 1; level <= LEVELS; level++) {
        StringBuilder lines = new StringBuilder();
        for (int k : strongest) {
          if (level(row[k]) == level) {
            lines.append("M%d %dL%d %d".formatted(NEAR, middle(q), FAR, middle(k)));
          }
        }
        if (lines.length() > 0) {
          html.append("<path class=a%d d=\"%s\" />".formatted(level, lines));
        }
      }
      if (numbers) {
        for (int k : strongest) {
          html.append(
              "<text class=v x=%d y=%d>%.2f</text>".formatted(WIDTH - 60, middle(k) + 4, row[k]));
        }
      }
      html.append("</g>");
    }
  }

  private static int level(double weight) {
    return Math.min(LEVELS, 1 + (int) (weight * LEVELS));
  }

  /** The strongest look of every word in the first layer and head of each section. */
  private String text() {
    List<String> lines = new ArrayList<>(List.of("Attention view: " + title));
    for (Section s : sections) {
      double[][] weights = s.layers.get(0)[0];
      for (int q = 0; q < weights.length; q++) {
        int best = 0;
        for (int k = 1; k < weights[q].length; k++) {
          best = weights[q][k] > weights[q][best] ? k : best;
        }
        lines.add(
            "%s, layer 1, head 1: %s looks most at %s (%.2f)"
                .formatted(s.name, s.queries.get(q), s.keys.get(best), weights[q][best]));
      }
    }
    return String.join("\n", lines);
  }

  @Override
  public String toString() {
    return text();
  }
}
