package org.attentionlab.notebook;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Bars over named things. Made by {@link Charts#bar}. */
public final class BarChart implements Picture {

  private static final int WRITE_VALUES = 12; // up to this many bars carry their number

  private record Series(String name, double[] values) {}

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final List<Series> series = new ArrayList<>();
  private List<String> names = List.of();
  private Double yMin;
  private Double yMax;
  private String alt;
  private int width = 800;
  private int height = 430;

  BarChart(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** Adds one bar a name; all series must have the same names. */
  public BarChart addSeries(String name, List<String> names, double... values) {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(
          "The series \"%s\" has %d names but %d values."
              .formatted(name, names.size(), values.length));
    }
    if (!this.names.isEmpty() && !this.names.equals(names)) {
      throw new IllegalArgumentException(
          "The series \"%s\" has the names %s, the ones before it %s; they must be the same."
              .formatted(name, names, this.names));
    }
    this.names = List.copyOf(names);
    series.add(new Series(name, values.clone()));
    return this;
  }

  /** Adds one bar an entry, in the order of the map. */
  public BarChart addSeries(String name, Map<String, ? extends Number> bars) {
    double[] values = bars.values().stream().mapToDouble(Number::doubleValue).toArray();
    return addSeries(name, List.copyOf(bars.keySet()), values);
  }

  /** Fixes the range of the y axis; it starts at 0 otherwise. */
  public BarChart optYRange(double min, double max) {
    yMin = min;
    yMax = max;
    return this;
  }

  /** Fixes the size in CSS pixels; 800 by 430 otherwise, plus the title. */
  public BarChart optSize(int width, int height) {
    this.width = width;
    this.height = height;
    return this;
  }

  /** Replaces the text for readers who do not see the picture. */
  public BarChart optAlt(String text) {
    alt = text;
    return this;
  }

  @Override
  public BufferedImage image(int scale) {
    List<String> texts = new ArrayList<>(names);
    texts.addAll(List.of(title, xLabel, yLabel));
    series.forEach(s -> texts.add(s.name));
    Fonts.Face face = Fonts.faceFor(texts);
    CategoryChart chart = new CategoryChart(width, height);
    chart.setXAxisTitle(face.show(xLabel));
    chart.setYAxisTitle(face.show(yLabel));
    ChartImage.style(chart.getStyler(), face);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setLegendVisible(series.size() > 1);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setAvailableSpaceFill(0.75);
    boolean tight = names.stream().mapToInt(String::length).sum() * 7.5 > width * 0.75;
    chart.getStyler().setXAxisLabelRotation(tight ? 45 : 0);
    if (series.size() * names.size() <= WRITE_VALUES) {
      chart.getStyler().setLabelsVisible(true).setLabelsFont(face.plain(11.5f));
      chart.getStyler().setLabelsPosition(1.06);
      chart.getStyler().setLabelsFontColorAutomaticEnabled(false).setLabelsFontColor(Palette.INK);
    }
    if (yMin != null) {
      chart.getStyler().setYAxisMin(yMin).setYAxisMax(yMax);
    }
    List<String> shown = names.stream().map(face::show).toList();
    for (int i = 0; i < series.size(); i++) {
      List<Double> values =
          Arrays.stream(series.get(i).values).map(BarChart::rounded).boxed().toList();
      chart.addSeries(face.show(series.get(i).name), shown, values).setFillColor(Palette.series(i));
    }
    return ChartImage.paint(chart, title, face, scale);
  }

  /** As many digits as a reader wants above a bar; XChart would write them all. */
  private static double rounded(double value) {
    return Double.isFinite(value) ? Double.parseDouble(Numbers.text(value)) : value;
  }

  @Override
  public String altText() {
    if (alt != null) {
      return alt;
    }
    List<String> parts = new ArrayList<>();
    for (Series s : series) {
      for (int i = 0; i < names.size(); i++) {
        String prefix = series.size() > 1 ? s.name + ", " : "";
        parts.add(prefix + names.get(i) + ": " + Numbers.text(s.values[i]));
      }
    }
    return "Bar chart. %s. %s by %s: %s."
        .formatted(title, yLabel, xLabel, String.join("; ", parts));
  }

  @Override
  public String toString() {
    return altText();
  }
}
