package org.attentionlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attentionlab.decoding.Beam;
import org.attentionlab.decoding.BeamTrace;
import org.attentionlab.notebook.BeamLayout.Node;
import org.attentionlab.text.Vocabulary;

/** Paints a {@link BeamTree}: boxes in columns, lines from parents to children. */
final class BeamDrawing {

  private static final int STEP = 114; // from column to column
  private static final int BOX_WIDTH = 88;
  private static final int BOX_HEIGHT = 36;
  private static final int ROW = 44;
  private static final int MARGIN = 20;
  private static final int BETWEEN = 14; // kept and dropped
  private static final Color QUIET = new Color(0x6B6B6B); // still readable on white
  private static final float[] DASH = {4, 3};
  static final String LEGEND =
      "In a box: the token, its probability after its parent, and log p, the log-probability of all"
          + " tokens up to here. Filled and thick: the winner's way. Double edge: a whole output, with"
          + " place and score. Dashed: dropped.";

  private final BeamTrace trace;
  private final Vocabulary vocabulary;
  private final String title;
  private final int first;
  private final int last;
  private final BeamLayout layout;

  BeamDrawing(BeamTrace trace, Vocabulary vocabulary, String title, int first, int last) {
    this.trace = trace;
    this.vocabulary = vocabulary;
    this.title = title;
    this.first = first;
    this.last = last;
    layout = new BeamLayout(trace, first, last);
  }

  BufferedImage image(int scale) {
    List<Node> nodes = layout.nodes();
    List<String> texts = new ArrayList<>(List.of(title, LEGEND));
    nodes.forEach(node -> texts.add(name(node.beginning())));
    Fonts.Face face = Fonts.faceFor(texts);
    int rows = nodes.stream().mapToInt(Node::row).max().orElse(0) + 1;
    int width = 2 * MARGIN + (last - first + 1) * STEP + BOX_WIDTH;
    List<String> head = ChartImage.wrap(face.show(title), face.bold(16.5f), width - 2 * MARGIN);
    List<String> foot =
        ChartImage.wrap(face.show(LEGEND) + " " + face.note(), face.plain(12f), width - 2 * MARGIN);
    int top = 14 + head.size() * 22 + 26;
    int bottom = top + rows * ROW + BETWEEN;
    return Canvas.paint(
        width,
        bottom + foot.size() * 17 + 12,
        scale,
        g -> {
          lines(g, face.bold(16.5f), head, 12, 22);
          lines(g, face.plain(12f), foot, bottom, 17);
          steps(g, face, top);
          separation(g, face, top, width);
          paint(g, face, nodes, top);
        });
  }

  private static void lines(Graphics2D g, Font font, List<String> lines, int top, int height) {
    for (int i = 0; i < lines.size(); i++) {
      text(g, font, Palette.INK, lines.get(i), MARGIN, top + (i + 1) * height - 5);
    }
  }

  private void steps(Graphics2D g, Fonts.Face face, int top) {
    for (int s = Math.max(1, first - 1); s <= last; s++) {
      double x = MARGIN + (s - first + 1) * STEP + BOX_WIDTH / 2.0;
      centred(g, face.plain(12f), Palette.INK, "step " + s, x, top - 8);
    }
  }

  private void separation(Graphics2D g, Fonts.Face face, int top, int width) {
    double y = top + trace.width() * ROW + BETWEEN / 2.0 - 4;
    g.setColor(Palette.PALE);
    g.setStroke(new BasicStroke(1));
    g.draw(new Line2D.Double(MARGIN, y, width - MARGIN, y));
    text(g, face.plain(12f), QUIET, "kept above,", MARGIN, y + 18);
    text(g, face.plain(12f), QUIET, "dropped below", MARGIN, y + 34);
  }

  private void paint(Graphics2D g, Fonts.Face face, List<Node> nodes, int top) {
    Map<Beam.Beginning, Node> places = new IdentityHashMap<>();
    nodes.forEach(node -> places.put(node.beginning(), node));
    Map<Beam.Beginning, Integer> way = layout.winnersWay();
    // Pale lines first, so that the strong ones lie above them.
    nodes.stream()
        .sorted(
            Comparator.comparing((Node n) -> way.containsKey(n.beginning()))
                .thenComparing(Node::kept))
        .forEach(
            node -> {
              Node parent = places.get(node.beginning().before());
              if (parent != null) {
                edge(g, bounds(parent, top), bounds(node, top), node, way);
              }
            });
    nodes.forEach(node -> box(g, face, node, bounds(node, top), way.containsKey(node.beginning())));
  }

  private Rectangle2D bounds(Node node, int top) {
    double gap = node.row() >= trace.width() ? BETWEEN : 0;
    return new Rectangle2D.Double(
        MARGIN + node.column() * STEP, top + node.row() * ROW + gap, BOX_WIDTH, BOX_HEIGHT);
  }

  private static void edge(
      Graphics2D g, Rectangle2D from, Rectangle2D to, Node node, Map<Beam.Beginning, Integer> way) {
    boolean winner = way.containsKey(node.beginning());
    g.setColor(winner ? Palette.BLUE : node.kept() ? QUIET : new Color(0xB0B0B0));
    g.setStroke(winner ? new BasicStroke(4) : node.kept() ? new BasicStroke(1.4f) : dashed());
    double middle = (from.getMaxX() + to.getX()) / 2;
    g.draw(
        new CubicCurve2D.Double(
            from.getMaxX(),
            from.getCenterY(),
            middle,
            from.getCenterY(),
            middle,
            to.getCenterY(),
            to.getX(),
            to.getCenterY()));
  }

  private static BasicStroke dashed() {
    return new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASH, 0);
  }

  private void box(Graphics2D g, Fonts.Face face, Node node, Rectangle2D r, boolean winner) {
    g.setColor(winner ? Palette.BLUE : node.kept() ? Palette.tint(Palette.SKY, 0.8) : Color.WHITE);
    g.fill(round(r, 0));
    g.setColor(node.kept() ? Palette.BLUE : new Color(0xB0B0B0));
    g.setStroke(node.kept() ? new BasicStroke(1.4f) : dashed());
    g.draw(round(r, 0));
    Color ink = winner ? Color.WHITE : node.kept() ? Palette.INK : QUIET;
    int place = node.kept() ? layout.place(node.beginning()) : 0;
    if (place > 0) {
      g.setColor(winner ? Color.WHITE : Palette.BLUE);
      g.draw(round(r, -2.5));
    }
    if (node.beginning().length() == 0) {
      centred(g, face.bold(13f), ink, name(node.beginning()), r.getCenterX(), r.getCenterY() + 5);
      return;
    }
    double before = node.beginning().before().logProbability();
    double share = Math.exp(node.beginning().logProbability() - before);
    String below =
        place == 0
            ? percent(share) + "  " + number(node.beginning().logProbability())
            : "no. %d: %s".formatted(place, number(trace.score(trace.hypotheses().get(place - 1))));
    Font font = node.kept() ? face.bold(13f) : face.plain(13f);
    String above = fitted(face.show(name(node.beginning())), font, BOX_WIDTH - 8);
    centred(g, font, ink, above, r.getCenterX(), r.getY() + 15);
    centred(g, face.plain(11.5f), ink, face.show(below), r.getCenterX(), r.getY() + 29.5);
  }

  private static RoundRectangle2D round(Rectangle2D r, double grow) {
    return new RoundRectangle2D.Double(
        r.getX() - grow,
        r.getY() - grow,
        r.getWidth() + 2 * grow,
        r.getHeight() + 2 * grow,
        10,
        10);
  }

  private String name(Beam.Beginning beginning) {
    return beginning.length() == 0 ? "start" : vocabulary.token(beginning.token());
  }

  private static String percent(double share) {
    return share < 0.01 ? "<1%" : Math.round(100 * share) + "%";
  }

  private static String fitted(String text, Font font, double width) {
    if (ChartImage.width(text, font) <= width) {
      return text;
    }
    String shorter = text;
    while (shorter.length() > 1 && ChartImage.width(shorter + "…", font) > width) {
      shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
    }
    return shorter + "…";
  }

  private static void centred(
      Graphics2D g, Font font, Color colour, String text, double x, double y) {
    text(g, font, colour, text, x - ChartImage.width(text, font) / 2, y);
  }

  private static void text(Graphics2D g, Font font, Color colour, String text, double x, double y) {
    g.setFont(font);
    g.setColor(colour);
    g.drawString(text, (float) x, (float) y);
  }

  /** Two decimals, with a real minus sign. */
  static String number(double x) {
    return String.format(Locale.ROOT, "%.2f", x).replace('-', '−');
  }
}
