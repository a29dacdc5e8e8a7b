package org.attentionlab.notebook;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * A grid of numbers as shades of blue (numbers of both signs: vermillion below zero, blue above),
 * with a name at every row and column. Made by {@link Charts#heatMap}. The darkest shade still lets
 * black digits be read on it.
 */
public final class HeatMap implements Picture {

  private static final int WRITE_VALUES = 12; // up to this many columns, digits fit the cells

  private static final Color UNDER_NUMBERS = Palette.tint(Palette.BLUE, 0.2); // black is read on it

  private final String title;
  private final List<String> rows;
  private final List<String> columns;
  private final double[][] values;
  private String rowAxis = "query";
  private String columnAxis = "key";
  private double min;
  private double max;
  private Boolean digits;
  private boolean[][] marked;
  private String alt;

  HeatMap(String title, List<String> rows, List<String> columns, double[][] values) {
    if (values.length != rows.size()) {
      throw new IllegalArgumentException(
          "The heat map has %d row names but %d rows of values."
              .formatted(rows.size(), values.length));
    }
    for (double[] row : values) {
      if (row.length != columns.size()) {
        throw new IllegalArgumentException(
            "The heat map has %d column names but a row of %d values."
                .formatted(columns.size(), row.length));
      }
    }
    this.title = title;
    this.rows = List.copyOf(rows);
    this.columns = List.copyOf(columns);
    this.values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    double[] all =
        Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
    double least = Arrays.stream(all).min().orElse(0);
    double greatest = Arrays.stream(all).max().orElse(1);
    boolean weights = least >= 0 && greatest <= 1;
    boolean signed = least < 0 && greatest > 0;
    double size = Math.max(-least, greatest);
    min = weights ? 0 : signed ? -size : least;
    max = weights ? 1 : signed ? size : greatest;
  }

  /** Names the axes; "query" (down) and "key" (across) otherwise. */
  public HeatMap optAxes(String rowAxis, String columnAxis) {
    this.rowAxis = rowAxis;
    this.columnAxis = columnAxis;
    return this;
  }

  /** Fixes which values are white and which are darkest; 0 and 1 for weights otherwise. */
  public HeatMap optRange(double min, double max) {
    this.min = min;
    this.max = max;
    return this;
  }

  /** Whether each cell shows its number; otherwise they do when there are few columns. */
  public HeatMap optDigits(boolean shown) {
    digits = shown;
    return this;
  }

  /**
   * Draws a frame around some cells, such as those of a true alignment.
   *
   * @param cells (rows, columns), true where there is a frame
   */
  public HeatMap optMarks(boolean[][] cells) {
    if (cells.length != rows.size()
        || Arrays.stream(cells).anyMatch(row -> row.length != columns.size())) {
      throw new IllegalArgumentException(
          "The marks must have the shape of the heat map, %d rows and %d columns."
              .formatted(rows.size(), columns.size()));
    }
    marked = Arrays.stream(cells).map(boolean[]::clone).toArray(boolean[][]::new);
    return this;
  }

  /** Replaces the text for readers who do not see the picture. */
  public HeatMap optAlt(String text) {
    alt = text;
    return this;
  }

  @Override
  public BufferedImage image(int scale) {
    List<String> texts = new ArrayList<>(rows);
    texts.addAll(columns);
    texts.addAll(List.of(title, rowAxis, columnAxis));
    Fonts.Face face = Fonts.faceFor(texts);
    Font labels = face.plain(rows.size() > 30 || columns.size() > 30 ? 10.5f : 13f);
    double cell = Math.max(15, Math.min(58, 620.0 / Math.max(rows.size(), columns.size())));
    double rowLabels = widest(rows, face, labels);
    double columnLabels = widest(columns, face, labels);
    boolean turned = columnLabels > cell - 6;
    int width = (int) Math.round(rowLabels + columns.size() * cell + 190);
    int height = (int) Math.round((turned ? columnLabels : 20) + rows.size() * cell + 85);

    HeatMapChart chart =
        new HeatMapChartBuilder().width(Math.max(width, 420)).height(Math.max(height, 190)).build();
    chart.setXAxisTitle(face.show(columnAxis));
    chart.setYAxisTitle(face.show(rowAxis));
    HeatMapStyler styler = chart.getStyler();
    ChartImage.style(styler, face);
    styler.setAxisTickLabelsFont(labels);
    styler.setXAxisLabelRotation(turned ? 90 : 0);
    styler.setXAxisMaxLabelCount(Integer.MAX_VALUE);
    styler.setPlotContentSize(1);
    styler.setPlotGridLinesVisible(false);
    boolean numbers = digits == null ? columns.size() <= WRITE_VALUES : digits;
    Color deep = numbers ? UNDER_NUMBERS : Palette.BLUE;
    styler.setRangeColors(
        min < 0 && max > 0
            ? new Color[] {Palette.VERMILLION, Color.WHITE, deep}
            : new Color[] {Color.WHITE, Palette.SKY, deep});
    styler.setMin(rounded(min)).setMax(rounded(max));
    styler.setShowValue(numbers);
    styler.setValueFont(face.plain(12f)).setValueFontColor(Color.BLACK);
    styler.setHeatMapValueDecimalPattern("0.00");
    chart.addSeries(title, names(columns, face, false), names(rows, face, true), cells());
    if (marked != null) {
      chart.addAnnotation(new CellFrames(marked));
    }
    return ChartImage.paint(chart, title, face, scale);
  }

  /** XChart writes the ends of the scale with all their digits. */
  private static double rounded(double x) {
    return new BigDecimal(x).round(new MathContext(3)).doubleValue();
  }

  /** XChart counts rows from below and needs distinct names. */
  private static List<String> names(List<String> tokens, Fonts.Face face, boolean fromBelow) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(fromBelow ? tokens.size() - 1 - i : i);
      names.add(face.show(token.isBlank() ? "␣" : token));
    }
    return names;
  }

  private List<Number[]> cells() {
    List<Number[]> cells = new ArrayList<>();
    for (int r = 0; r < values.length; r++) {
      for (int c = 0; c < values[r].length; c++) {
        if (Double.isFinite(values[r][c])) {
          cells.add(new Number[] {c, values.length - 1 - r, values[r][c]});
        }
      }
    }
    return cells;
  }

  private static double widest(List<String> tokens, Fonts.Face face, Font font) {
    return tokens.stream()
        .mapToDouble(token -> ChartImage.width(face.show(token), font))
        .max()
        .orElse(0);
  }

  @Override
  public String altText() {
    if (alt != null) {
      return alt;
    }
    List<String> parts = new ArrayList<>();
    for (int r = 0; r < rows.size() && columns.size() > 0; r++) {
      int best = 0;
      for (int c = 1; c < columns.size(); c++) {
        best = values[r][c] > values[r][best] ? c : best;
      }
      parts.add(
          "%s most %s (%s)"
              .formatted(rows.get(r), columns.get(best), Numbers.text(values[r][best])));
    }
    return "Heat map of %d rows (%s) and %d columns (%s). %s. %s."
        .formatted(
            rows.size(), rowAxis, columns.size(), columnAxis, title, String.join("; ", parts));
  }

  @Override
  public String toString() {
    return altText();
  }
}
