package org.attentionlab.notebook;

import ai.djl.ndarray.NDArray;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many matrices side by side, each small, to see how one becomes the next: white is 0, blue is
 * positive, orange is negative; each picture has its own scale, given below it. Every row is a
 * token.
 *
 * <pre>{@code
 * Thumbnails.of("Each station keeps one row a token")
 *     .add("memory", memory.get(0))
 *     .add("logits", logits.get(0));
 * }</pre>
 */
public final class Thumbnails implements Picture {

  private static final int COLUMNS = 4; // pictures side by side
  private static final int WIDE = 196; // of one picture
  private static final int HIGH = 74;
  private static final int CAPTION = 34; // two lines above each picture
  private static final int FOOT = 22; // one line below
  private static final int GAP = 16;

  private record Thumbnail(String caption, double[][] values) {}

  private final String title;
  private final List<Thumbnail> thumbnails = new ArrayList<>();

  private Thumbnails(String title) {
    this.title = title;
  }

  /**
   * An empty sheet.
   *
   * @param title the finding, as a sentence
   */
  public static Thumbnails of(String title) {
    return new Thumbnails(title);
  }

  /**
   * Adds a picture.
   *
   * @param caption its name; two short lines at most
   * @param matrix (rows, columns)
   */
  public Thumbnails add(String caption, NDArray matrix) {
    thumbnails.add(new Thumbnail(caption, NDArrayView.matrix(matrix)));
    return this;
  }

  @Override
  public BufferedImage image(int scale) {
    List<String> texts = new ArrayList<>(List.of(title));
    thumbnails.forEach(t -> texts.add(t.caption));
    Fonts.Face face = Fonts.faceFor(texts);
    int width = GAP + COLUMNS * (WIDE + GAP);
    List<String> titleLines = ChartImage.wrap(face.show(title), face.bold(16.5f), width - 2 * GAP);
    int top = 14 + 22 * titleLines.size();
    int rows = (thumbnails.size() + COLUMNS - 1) / COLUMNS;
    int height = top + rows * (CAPTION + HIGH + FOOT + GAP);
    return Canvas.paint(
        width,
        height,
        scale,
        g -> {
          g.setFont(face.bold(16.5f));
          g.setColor(Palette.INK);
          for (int i = 0; i < titleLines.size(); i++) {
            g.drawString(titleLines.get(i), GAP, 27 + 22 * i);
          }
          for (int i = 0; i < thumbnails.size(); i++) {
            int x = GAP + (i % COLUMNS) * (WIDE + GAP);
            int y = top + (i / COLUMNS) * (CAPTION + HIGH + FOOT + GAP);
            paint(g, face, thumbnails.get(i), x, y);
          }
        });
  }

  private static void paint(Graphics2D g, Fonts.Face face, Thumbnail thumbnail, int x, int y) {
    Font font = face.plain(12f);
    g.setColor(Palette.INK);
    g.setFont(font);
    List<String> lines = ChartImage.wrap(face.show(thumbnail.caption), font, WIDE);
    for (int i = 0; i < Math.min(2, lines.size()); i++) {
      g.drawString(lines.get(i), x, y + CAPTION - 6 - 15 * (Math.min(2, lines.size()) - 1 - i));
    }
    double[][] values = thumbnail.values;
    double most = greatest(values);
    // Without smoothing: the seams between cells would be seen.
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    double cellWide = (double) WIDE / columns(values);
    double cellHigh = (double) HIGH / Math.max(1, values.length);
    for (int r = 0; r < values.length; r++) {
      for (int c = 0; c < values[r].length; c++) {
        g.setColor(shade(values[r][c], most));
        g.fill(
            new Rectangle2D.Double(
                x + c * cellWide, y + CAPTION + r * cellHigh, cellWide + 0.5, cellHigh + 0.5));
      }
    }
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Palette.PALE);
    g.setStroke(new BasicStroke(1f));
    g.draw(new Rectangle2D.Double(x, y + CAPTION, WIDE, HIGH));
    g.setColor(Palette.INK);
    g.setFont(face.plain(11f));
    g.drawString("%s, darkest = %.2f".formatted(size(values), most), x, y + CAPTION + HIGH + 15);
  }

  private static Color shade(double value, double most) {
    if (!Double.isFinite(value) || most == 0) {
      return Color.WHITE;
    }
    Color full = value > 0 ? Palette.BLUE : Palette.VERMILLION;
    return Palette.tint(full, 1 - Math.min(1, Math.abs(value) / most));
  }

  private static double greatest(double[][] values) {
    return Arrays.stream(values)
        .flatMapToDouble(Arrays::stream)
        .filter(Double::isFinite)
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  private static int columns(double[][] values) {
    return values.length == 0 ? 1 : Math.max(1, values[0].length);
  }

  private static String size(double[][] values) {
    return values.length + " × " + columns(values);
  }

  @Override
  public String altText() {
    List<String> parts = new ArrayList<>();
    thumbnails.forEach(t -> parts.add(t.caption + " (" + size(t.values) + ")"));
    return "%d small heat maps. %s. %s."
        .formatted(thumbnails.size(), title, String.join("; ", parts));
  }

  @Override
  public String toString() {
    return altText();
  }
}
