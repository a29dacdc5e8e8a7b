package org.attentionlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Curves, arrows and named points in a plane where one unit is as long across as up, so that a
 * circle looks round: for vectors, for what a matrix does, for a map of words.
 *
 * <pre>{@code
 * Plane.of("A matrix turns a circle into an ellipse", "x", "y")
 *     .addCurve("circle", cosines, sines)
 *     .addArrow("longest half axis", 1.2, 0.4);
 * }</pre>
 */
public final class Plane implements Picture {

  private static final int ACROSS = 560; // the plot is at most this wide
  private static final int UP = 430; // and this high
  private static final int LEFT = 78;
  private static final int BELOW = 62;
  private static final int MARGIN = 14;

  private enum Kind {
    CURVE,
    ARROW,
    POINT
  }

  /** What is drawn: a curve, an arrow from the origin, or a point with its name beside it. */
  private record Item(Kind kind, String name, double[] x, double[] y, Color colour, int index) {}

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final List<Item> items = new ArrayList<>();
  private String alt;
  private int lines;

  private Plane(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** An empty plane; the title says the finding. */
  public static Plane of(String title, String xLabel, String yLabel) {
    return new Plane(title, xLabel, yLabel);
  }

  /** Adds a curve through the points (x, y). */
  public Plane addCurve(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "The curve \"%s\" has %d x values but %d y values.".formatted(name, x.length, y.length));
    }
    items.add(new Item(Kind.CURVE, name, x.clone(), y.clone(), Palette.series(lines), lines++));
    return this;
  }

  /** Adds an arrow from the origin to (x, y). */
  public Plane addArrow(String name, double x, double y) {
    Color colour = Palette.series(lines);
    items.add(new Item(Kind.ARROW, name, new double[] {x}, new double[] {y}, colour, lines++));
    return this;
  }

  /** Adds a point with its name beside it. */
  public Plane addPoint(String name, double x, double y) {
    return addPoint(name, x, y, Palette.BLUE);
  }

  /** Adds a point with its name beside it, in a colour of {@link Palette}. */
  public Plane addPoint(String name, double x, double y, Color colour) {
    items.add(new Item(Kind.POINT, name, new double[] {x}, new double[] {y}, colour, -1));
    return this;
  }

  /** Replaces the text for readers who do not see the picture. */
  public Plane optAlt(String text) {
    alt = text;
    return this;
  }

  /** The part of the plane that is shown and where it lies on the picture. */
  private record View(double minX, double maxX, double minY, double maxY, double unit, int top) {
    double x(double value) {
      return LEFT + (value - minX) * unit;
    }

    double y(double value) {
      return top + (maxY - value) * unit;
    }
  }

  @Override
  public BufferedImage image(int scale) {
    List<String> texts = new ArrayList<>(List.of(title, xLabel, yLabel));
    items.forEach(item -> texts.add(item.name));
    Fonts.Face face = Fonts.faceFor(texts);
    List<Item> legend = items.stream().filter(item -> item.kind != Kind.POINT).toList();
    double names =
        legend.stream()
            .mapToDouble(item -> ChartImage.width(face.show(item.name), face.plain(13f)))
            .max()
            .orElse(-60);
    Font bold = face.bold(16.5f);
    View rough = view(0);
    double plotWidth = (rough.maxX - rough.minX) * rough.unit;
    int width = (int) (LEFT + plotWidth + 76 + names);
    List<String> titleLines = ChartImage.wrap(face.show(title), bold, width - 2 * MARGIN);
    View view = view(18 + titleLines.size() * 22);
    int height = (int) view.y(view.minY) + BELOW + (face.note().isEmpty() ? 0 : 20);
    return Canvas.paint(
        width,
        height,
        scale,
        g -> {
          for (int i = 0; i < titleLines.size(); i++) {
            text(g, bold, Palette.INK, titleLines.get(i), MARGIN, 27 + 22 * i);
          }
          text(g, face.plain(12f), Palette.VERMILLION, face.note(), MARGIN, height - 8);
          axes(g, face, view);
          items.forEach(item -> paint(g, face, item, view));
          for (int i = 0; i < legend.size(); i++) {
            legend(g, face, legend.get(i), LEFT + plotWidth + 20, view.top + 16 + 24 * i);
          }
        });
  }

  private View view(int top) {
    double minX = 0;
    double maxX = 0;
    double minY = 0;
    double maxY = 0;
    for (Item item : items) {
      for (int i = 0; i < item.x.length; i++) {
        minX = Math.min(minX, item.x[i]);
        maxX = Math.max(maxX, item.x[i]);
        minY = Math.min(minY, item.y[i]);
        maxY = Math.max(maxY, item.y[i]);
      }
    }
    double room = 0.07 * Math.max(Math.max(maxX - minX, maxY - minY), 1e-9);
    double unit = Math.min(ACROSS / (maxX - minX + 2 * room), UP / (maxY - minY + 2 * room));
    return new View(minX - room, maxX + room, minY - room, maxY + room, unit, top);
  }

  private void axes(Graphics2D g, Fonts.Face face, View v) {
    double range = Math.max(v.maxX - v.minX, v.maxY - v.minY);
    double step = roundStep(range / 7);
    Font font = face.plain(12.5f);
    for (double t = Math.ceil(v.minX / step) * step; t <= v.maxX; t += step) {
      grid(g, new Line2D.Double(v.x(t), v.y(v.minY), v.x(t), v.y(v.maxY)), t, step);
      String label = Numbers.tick(t, range);
      double half = ChartImage.width(label, font) / 2;
      text(g, font, Palette.INK, label, v.x(t) - half, v.y(v.minY) + 18);
    }
    for (double t = Math.ceil(v.minY / step) * step; t <= v.maxY; t += step) {
      grid(g, new Line2D.Double(v.x(v.minX), v.y(t), v.x(v.maxX), v.y(t)), t, step);
      String label = Numbers.tick(t, range);
      text(g, font, Palette.INK, label, LEFT - 8 - ChartImage.width(label, font), v.y(t) + 4);
    }
    Font title = face.bold(13.5f);
    double middle = v.x((v.minX + v.maxX) / 2) - ChartImage.width(face.show(xLabel), title) / 2;
    text(g, title, Palette.INK, face.show(xLabel), middle, v.y(v.minY) + 44);
    Graphics2D turned = (Graphics2D) g.create();
    turned.translate(24, v.y((v.minY + v.maxY) / 2));
    turned.rotate(-Math.PI / 2);
    double half = ChartImage.width(face.show(yLabel), title) / 2;
    text(turned, title, Palette.INK, face.show(yLabel), -half, 0);
    turned.dispose();
  }

  private static void grid(Graphics2D g, Line2D line, double at, double step) {
    boolean axis = Math.abs(at) < step / 2;
    g.setColor(axis ? Color.GRAY : Palette.PALE);
    g.setStroke(new BasicStroke(axis ? 1.4f : 1f));
    g.draw(line);
  }

  /** 1, 2 or 5 times a power of ten, at least {@code rough}. */
  private static double roundStep(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digits = rough / power;
    return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
  }

  private static void paint(Graphics2D g, Fonts.Face face, Item item, View v) {
    g.setColor(item.colour);
    double x = v.x(item.x[0]);
    double y = v.y(item.y[0]);
    switch (item.kind) {
      case CURVE -> {
        Path2D path = new Path2D.Double();
        path.moveTo(x, y);
        for (int i = 1; i < item.x.length; i++) {
          path.lineTo(v.x(item.x[i]), v.y(item.y[i]));
        }
        g.setStroke(Palette.stroke(item.index));
        g.draw(path);
      }
      case ARROW -> arrow(g, v.x(0), v.y(0), x, y);
      case POINT -> {
        g.fill(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
        text(g, face.bold(14f), item.colour, face.show(item.name), x + 7, y - 5);
      }
    }
  }

  private static void arrow(Graphics2D g, double fromX, double fromY, double x, double y) {
    double angle = Math.atan2(y - fromY, x - fromX);
    g.setStroke(new BasicStroke(2.6f));
    g.draw(new Line2D.Double(fromX, fromY, x - 7 * Math.cos(angle), y - 7 * Math.sin(angle)));
    Path2D head = new Path2D.Double();
    head.moveTo(x, y);
    for (double side : new double[] {-0.4, 0.4}) {
      head.lineTo(x - 13 * Math.cos(angle + side), y - 13 * Math.sin(angle + side));
    }
    head.closePath();
    g.fill(head);
  }

  private static void legend(Graphics2D g, Fonts.Face face, Item item, double x, double y) {
    g.setColor(item.colour);
    if (item.kind == Kind.ARROW) {
      arrow(g, x, y, x + 34, y);
    } else {
      g.setStroke(Palette.stroke(item.index));
      g.draw(new Line2D.Double(x, y, x + 34, y));
    }
    text(g, face.plain(13f), Palette.INK, face.show(item.name), x + 42, y + 5);
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
    for (Item item : items) {
      String last = at(item, item.x.length - 1);
      parts.add(
          switch (item.kind) {
            case CURVE -> "curve %s from %s to %s".formatted(item.name, at(item, 0), last);
            case ARROW -> "arrow %s to %s".formatted(item.name, last);
            case POINT -> "%s at %s".formatted(item.name, last);
          });
    }
    return "Plane with %s across and %s up. %s. %s."
        .formatted(xLabel, yLabel, title, String.join("; ", parts));
  }

  private static String at(Item item, int i) {
    return "(" + Numbers.text(item.x[i]) + ", " + Numbers.text(item.y[i]) + ")";
  }

  @Override
  public String toString() {
    return altText();
  }
}
