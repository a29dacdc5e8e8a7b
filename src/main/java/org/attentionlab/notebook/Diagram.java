package org.attentionlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Boxes and arrows: an idea as a picture. Boxes stand on a grid, columns to the right and rows
 * down; halves are allowed.
 *
 * <pre>{@code
 * Diagram.of("The query meets every key")
 *     .addBox("q", "query", 0, 0)
 *     .addBox("k", "key", 1, 0)
 *     .addArrow("q", "k", "dot product");
 * }</pre>
 */
public final class Diagram implements Picture {

  private static final int ROW = 92;
  private static final int BOX_WIDTH = 140;
  private static final int GAP = 50; // between columns; more if words stand there
  private static final int BOX_HEIGHT = 50;
  private static final int MARGIN = 24;
  private static final int HEAD = 40; // the title

  private record Box(String label, double column, double row, Color colour) {
    Rectangle2D bounds(double columnWidth) {
      double x = MARGIN + column * columnWidth;
      double y = HEAD + MARGIN + row * ROW;
      return new Rectangle2D.Double(x, y, BOX_WIDTH, BOX_HEIGHT);
    }
  }

  /** An arrow; {@code bend} is how far its middle is pushed aside, in boxes. */
  private record Arrow(String from, String to, String label, double bend) {}

  private final String title;
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private String alt;

  private Diagram(String title) {
    this.title = title;
  }

  /** An empty diagram. */
  public static Diagram of(String title) {
    return new Diagram(title);
  }

  /** Adds a box; a line break in the label starts a second line. */
  public Diagram addBox(String id, String label, double column, double row) {
    return addBox(id, label, column, row, Palette.BLUE);
  }

  /** Adds a box with a colour of {@link Palette}. */
  public Diagram addBox(String id, String label, double column, double row, Color colour) {
    boxes.put(id, new Box(label, column, row, colour));
    return this;
  }

  /** Adds an arrow from box to box. */
  public Diagram addArrow(String from, String to) {
    return addArrow(from, to, "");
  }

  /** Adds an arrow with words beside it. */
  public Diagram addArrow(String from, String to, String label) {
    return addBentArrow(from, to, label, 0);
  }

  /**
   * Adds an arrow that goes around what lies between, such as a residual connection.
   *
   * @param bend how far the middle is pushed aside, in columns; negative for the other side
   */
  public Diagram addBentArrow(String from, String to, String label, double bend) {
    for (String id : List.of(from, to)) {
      if (!boxes.containsKey(id)) {
        throw new IllegalArgumentException(
            "The arrow %s → %s needs a box \"%s\"; there are %s. Add the box first."
                .formatted(from, to, id, boxes.keySet()));
      }
    }
    arrows.add(new Arrow(from, to, label, bend));
    return this;
  }

  /** Replaces the text for readers who do not see the picture. */
  public Diagram optAlt(String text) {
    alt = text;
    return this;
  }

  @Override
  public BufferedImage image(int scale) {
    List<String> texts = new ArrayList<>(List.of(title));
    boxes.values().forEach(box -> texts.add(box.label));
    arrows.forEach(arrow -> texts.add(arrow.label));
    Fonts.Face face = Fonts.faceFor(texts);
    double columnWidth = columnWidth(face);
    double right =
        boxes.values().stream().mapToDouble(b -> b.bounds(columnWidth).getMaxX()).max().orElse(0);
    double bottom =
        boxes.values().stream().mapToDouble(b -> b.bounds(columnWidth).getMaxY()).max().orElse(0);
    double bend = arrows.stream().mapToDouble(a -> a.bend).max().orElse(0) * columnWidth / 2;
    double titleWidth = ChartImage.width(face.show(title), face.bold(16.5f));
    int width = (int) Math.max(right + Math.max(0, bend), titleWidth + MARGIN) + MARGIN;
    int note = face.note().isEmpty() ? 0 : 20;
    return Canvas.paint(
        width,
        (int) bottom + MARGIN + note,
        scale,
        g -> {
          text(g, face.bold(16.5f), Palette.INK, face.show(title), MARGIN, 28);
          text(g, face.plain(12f), Palette.VERMILLION, face.note(), MARGIN, bottom + MARGIN + 8);
          arrows.forEach(arrow -> paint(g, face, arrow, columnWidth));
          boxes.values().forEach(box -> paint(g, face, box, columnWidth));
        });
  }

  /** Wide enough for the words on arrows that go across. */
  private double columnWidth(Fonts.Face face) {
    double words =
        arrows.stream()
            .filter(a -> boxes.get(a.from).row == boxes.get(a.to).row)
            .mapToDouble(a -> ChartImage.width(face.show(a.label), face.plain(12f)))
            .max()
            .orElse(0);
    return BOX_WIDTH + Math.max(GAP, words + 42);
  }

  private static void paint(Graphics2D g, Fonts.Face face, Box box, double columnWidth) {
    Rectangle2D r = box.bounds(columnWidth);
    RoundRectangle2D shape =
        new RoundRectangle2D.Double(r.getX(), r.getY(), r.getWidth(), r.getHeight(), 12, 12);
    g.setColor(Palette.tint(box.colour, 0.85));
    g.fill(shape);
    g.setColor(box.colour);
    g.setStroke(new BasicStroke(1.8f));
    g.draw(shape);
    String[] lines = box.label.split("\n");
    for (int i = 0; i < lines.length; i++) {
      double y = r.getCenterY() + 5 + (i - (lines.length - 1) / 2.0) * 17;
      centred(g, face.plain(13.5f), Palette.INK, face.show(lines[i]), r.getCenterX(), y);
    }
  }

  private void paint(Graphics2D g, Fonts.Face face, Arrow arrow, double columnWidth) {
    Rectangle2D from = boxes.get(arrow.from).bounds(columnWidth);
    Rectangle2D to = boxes.get(arrow.to).bounds(columnWidth);
    double dx = to.getCenterX() - from.getCenterX();
    double dy = to.getCenterY() - from.getCenterY();
    double length = Math.max(1, Math.hypot(dx, dy));
    double push = arrow.bend * columnWidth; // to the right of a way down
    Point2D middle =
        new Point2D.Double(
            (from.getCenterX() + to.getCenterX()) / 2 + push * dy / length,
            (from.getCenterY() + to.getCenterY()) / 2 - push * dx / length);
    Point2D start = edge(from, middle);
    Point2D end = edge(to, middle);
    g.setColor(Palette.INK);
    g.setStroke(new BasicStroke(1.6f));
    g.draw(
        arrow.bend == 0
            ? new Line2D.Double(start, end)
            : new QuadCurve2D.Double(
                start.getX(), start.getY(), middle.getX(), middle.getY(), end.getX(), end.getY()));
    head(g, arrow.bend == 0 ? start : middle, end);
    if (!arrow.label.isEmpty()) {
      double x = (start.getX() + 2 * middle.getX() + end.getX()) / 4;
      double y = (start.getY() + 2 * middle.getY() + end.getY()) / 4;
      double aside = ChartImage.width(face.show(arrow.label), face.plain(12f)) / 2;
      label(g, face, arrow.label, x + aside * Math.signum(arrow.bend * dy), y);
    }
  }

  /** Where the way from the middle of a box towards {@code target} leaves the box. */
  private static Point2D edge(Rectangle2D box, Point2D target) {
    double dx = target.getX() - box.getCenterX();
    double dy = target.getY() - box.getCenterY();
    double across = dx == 0 ? Double.MAX_VALUE : box.getWidth() / 2 / Math.abs(dx);
    double along = dy == 0 ? Double.MAX_VALUE : box.getHeight() / 2 / Math.abs(dy);
    double t = Math.min(1, Math.min(across, along));
    return new Point2D.Double(box.getCenterX() + t * dx, box.getCenterY() + t * dy);
  }

  private static void head(Graphics2D g, Point2D from, Point2D tip) {
    double angle = Math.atan2(tip.getY() - from.getY(), tip.getX() - from.getX());
    Path2D head = new Path2D.Double();
    head.moveTo(tip.getX(), tip.getY());
    for (double side : new double[] {-0.4, 0.4}) {
      head.lineTo(
          tip.getX() - 11 * Math.cos(angle + side), tip.getY() - 11 * Math.sin(angle + side));
    }
    head.closePath();
    g.fill(head);
  }

  /** Words on white, so that the line under them does not cross the letters. */
  private static void label(Graphics2D g, Fonts.Face face, String text, double x, double y) {
    Font font = face.plain(12f);
    double width = ChartImage.width(face.show(text), font);
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(x - width / 2 - 3, y - 9, width + 6, 18));
    centred(g, font, Palette.INK, face.show(text), x, y + 4);
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

  @Override
  public String altText() {
    if (alt != null) {
      return alt;
    }
    List<String> parts = new ArrayList<>();
    for (Arrow arrow : arrows) {
      String by = arrow.label.isEmpty() ? "" : " (" + arrow.label + ")";
      parts.add(name(arrow.from) + " → " + name(arrow.to) + by);
    }
    return "Diagram. %s. %s.".formatted(title, String.join("; ", parts));
  }

  private String name(String id) {
    return boxes.get(id).label.replace('\n', ' ');
  }

  @Override
  public String toString() {
    return altText();
  }
}
