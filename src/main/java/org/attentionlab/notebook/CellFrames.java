package org.attentionlab.notebook;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Frames around some cells of a {@link HeatMap}. */
final class CellFrames extends Annotation {

  private static final float STROKE = 2.5f;

  private final boolean[][] marked; // (rows, columns), the first row on top

  CellFrames(boolean[][] marked) {
    super(true);
    this.marked = marked;
  }

  @Override
  public void paint(Graphics2D g) {
    double left = getXAxisScreenValueForMin();
    double right = getXAxisScreenValueForMax();
    double top = getYAxisScreenValueForMin(); // of the screen, where y grows downward
    double bottom = getYAxisScreenValueForMax();
    double height = (bottom - top) / marked.length;
    Graphics2D own = (Graphics2D) g.create();
    own.setColor(Palette.VERMILLION);
    own.setStroke(new BasicStroke(STROKE));
    for (int r = 0; r < marked.length; r++) {
      double width = (right - left) / marked[r].length;
      for (int c = 0; c < marked[r].length; c++) {
        if (marked[r][c]) {
          own.draw(
              new Rectangle2D.Double(
                  left + c * width + STROKE / 2,
                  top + r * height + STROKE / 2,
                  width - STROKE,
                  height - STROKE));
        }
      }
    }
    own.dispose();
  }
}
