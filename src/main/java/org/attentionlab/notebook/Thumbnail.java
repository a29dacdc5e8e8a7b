package org.attentionlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A matrix as a small picture: white is 0, blue is positive, orange is negative; the darkest cell
 * is the one that is furthest from 0.
 *
 * @param values a row for each row of the matrix
 */
record Thumbnail(double[][] values) {

  /** Draws the cells and a frame, the upper left corner at (x, y). */
  void paint(Graphics2D g, int x, int y, int wide, int high) {
    double most = most();
    // Without smoothing: the seams between cells would be seen.
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    double cellWide = (double) wide / columns();
    double cellHigh = (double) high / Math.max(1, values.length);
    for (int r = 0; r < values.length; r++) {
      for (int c = 0; c < values[r].length; c++) {
        g.setColor(shade(values[r][c], most));
        g.fill(
            new Rectangle2D.Double(
                x + c * cellWide, y + r * cellHigh, cellWide + 0.5, cellHigh + 0.5));
      }
    }
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Palette.PALE);
    g.setStroke(new BasicStroke(1f));
    g.draw(new Rectangle2D.Double(x, y, wide, high));
  }

  /** The picture alone. */
  BufferedImage image(int wide, int high, int scale) {
    return Canvas.paint(wide, high, scale, g -> paint(g, 0, 0, wide - 1, high - 1));
  }

  private static Color shade(double value, double most) {
    if (!Double.isFinite(value) || most == 0) {
      return Color.WHITE;
    }
    Color full = value > 0 ? Palette.BLUE : Palette.VERMILLION;
    return Palette.tint(full, 1 - Math.min(1, Math.abs(value) / most));
  }

  /** How far the darkest cell is from 0. */
  double most() {
    return Arrays.stream(values)
        .flatMapToDouble(Arrays::stream)
        .filter(Double::isFinite)
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  private int columns() {
    return values.length == 0 ? 1 : Math.max(1, values[0].length);
  }

  /** Such as "3 × 5". */
  String size() {
    return values.length + " × " + columns();
  }
}
