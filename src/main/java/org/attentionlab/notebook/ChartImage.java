package org.attentionlab.notebook;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * The frame of every chart: the title, which says the finding, wrapped above; the plot; a note
 * below if one is needed. The plot itself is XChart's.
 */
final class ChartImage {

  private static final int MARGIN = 14;
  private static final float TITLE_SIZE = 16.5f;
  private static final float NOTE_SIZE = 12f;
  private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

  private ChartImage() {}

  /** Paints {@code chart} at its own size, with the title above and the face's note below. */
  static BufferedImage paint(Chart<?, ?> chart, String title, Fonts.Face face, int scale) {
    int width = chart.getWidth();
    Font titleFont = face.bold(TITLE_SIZE);
    Font noteFont = face.plain(NOTE_SIZE);
    List<String> titleLines = wrap(face.show(title), titleFont, width - 2 * MARGIN);
    List<String> noteLines = wrap(face.note(), noteFont, width - 2 * MARGIN);
    int top = titleLines.isEmpty() ? 0 : 10 + titleLines.size() * 22;
    int bottom = noteLines.isEmpty() ? 0 : 8 + noteLines.size() * 17;
    int height = top + chart.getHeight() + bottom;
    return Canvas.paint(
        width,
        height,
        scale,
        g -> {
          text(g, titleLines, titleFont, 10, 22, Palette.INK);
          text(g, noteLines, noteFont, top + chart.getHeight(), 17, Palette.VERMILLION);
          Graphics2D plot = (Graphics2D) g.create();
          plot.translate(0, top);
          chart.paint(plot, width, chart.getHeight());
          plot.dispose();
        });
  }

  /** The style that all axes share. */
  static void style(AxesChartStyler styler, Fonts.Face face) {
    styler.setChartTitleVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderColor(Palette.PALE);
    styler.setChartFontColor(Palette.INK);
    styler.setChartPadding(MARGIN);
    styler.setBaseFont(face.plain(13f));
    styler.setLegendFont(face.plain(13f));
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendSeriesLineLength(34);
    styler.setAnnotationTextFont(face.plain(12f));
    styler.setAxisTitleFont(face.bold(13.5f));
    styler.setAxisTickLabelsFont(face.plain(12.5f));
    styler.setAxisTickLabelsColor(Palette.INK);
    styler.setAxisTickMarksColor(Palette.INK);
    styler.setPlotGridLinesColor(Palette.PALE);
    styler.setXAxisTickMarkSpacingHint(80);
  }

  private static void text(
      Graphics2D g, List<String> lines, Font font, int top, int lineHeight, Color colour) {
    g.setFont(font);
    g.setColor(colour);
    for (int i = 0; i < lines.size(); i++) {
      g.drawString(lines.get(i), MARGIN, top + (i + 1) * lineHeight - 5);
    }
  }

  static List<String> wrap(String text, Font font, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.isBlank() ? new String[0] : text.trim().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, font) > width) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  static double width(String text, Font font) {
    return font.getStringBounds(text, METRICS).getWidth();
  }
}
