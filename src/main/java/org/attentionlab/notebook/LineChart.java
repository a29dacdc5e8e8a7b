package org.attentionlab.notebook;

import ai.djl.ndarray.NDArray;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over a numeric axis. Made by {@link Charts#line}. */
public final class LineChart implements Picture {

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND
  };
  private static final int MARKED = 40; // with more points than this, markers would hide the line

  private static final double CROWDED = 3.5; // powers of ten whose minor grid lines blur
  private static final int EVERY_TICK = 12; // up to this many points, each may have a label

  /** One line; points that are not finite leave a gap. */
  private record Series(String name, double[] x, double[] y, boolean line) {}

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final List<Series> series = new ArrayList<>();
  private boolean logX;
  private boolean logY;
  private Double yMin;
  private Double yMax;
  private String alt;
  private int width = 800;
  private int height = 430;

  LineChart(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** Adds a line through the points (x, y). */
  public LineChart addSeries(String name, double[] x, double[] y) {
    return add(new Series(name, x.clone(), y.clone(), true));
  }

  /** Adds a line over 1, 2, 3, …. */
  public LineChart addSeries(String name, double... y) {
    return addSeries(name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
  }

  /** Adds a line over 1, 2, 3, … from a tensor of shape (n). */
  public LineChart addSeries(String name, NDArray y) {
    return addSeries(name, NDArrayView.numbers(y));
  }

  /** Adds a line through the points (x, y), from collected numbers. */
  public LineChart addSeries(String name, List<? extends Number> x, List<? extends Number> y) {
    return addSeries(name, numbers(x), numbers(y));
  }

  /** Adds the curve of a function over [from, to]. */
  public LineChart addFunction(String name, DoubleUnaryOperator f, double from, double to) {
    double[] x =
        IntStream.rangeClosed(0, 200).mapToDouble(i -> from + (to - from) * i / 200.0).toArray();
    return addSeries(name, x, DoubleStream.of(x).map(f).toArray());
  }

  /** Adds points without a line between them. */
  public LineChart addPoints(String name, double[] x, double[] y) {
    return add(new Series(name, x.clone(), y.clone(), false));
  }

  private LineChart add(Series next) {
    if (next.x.length != next.y.length) {
      throw new IllegalArgumentException(
          "The line \"%s\" has %d x values but %d y values."
              .formatted(next.name, next.x.length, next.y.length));
    }
    if (series.stream().anyMatch(old -> old.name.equals(next.name))) {
      throw new IllegalArgumentException(
          "The chart has a line \"%s\" already; give this one another name.".formatted(next.name));
    }
    series.add(next);
    return this;
  }

  /** Makes the x axis logarithmic; all x must be positive. */
  public LineChart optLogX() {
    logX = true;
    return this;
  }

  /** Makes the y axis logarithmic; points with y of 0 or less are left out. */
  public LineChart optLogY() {
    logY = true;
    return this;
  }

  /** Fixes the range of the y axis. */
  public LineChart optYRange(double min, double max) {
    yMin = min;
    yMax = max;
    return this;
  }

  /** Fixes the size in CSS pixels; 800 by 430 otherwise, plus the title. */
  public LineChart optSize(int width, int height) {
    this.width = width;
    this.height = height;
    return this;
  }

  /** Replaces the text for readers who do not see the picture. */
  public LineChart optAlt(String text) {
    alt = text;
    return this;
  }

  @Override
  public BufferedImage image(int scale) {
    List<String> texts = new ArrayList<>(List.of(title, xLabel, yLabel));
    series.forEach(s -> texts.add(s.name));
    Fonts.Face face = Fonts.faceFor(texts);
    XYChart chart = new XYChart(width, height);
    chart.setXAxisTitle(face.show(xLabel));
    chart.setYAxisTitle(face.show(yLabel));
    ChartImage.style(chart.getStyler(), face);
    chart.getStyler().setXAxisLogarithmic(logX).setYAxisLogarithmic(logY);
    chart.getStyler().setLegendVisible(series.size() > 1);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setMarkerSize(7);
    if (yMin != null) {
      chart.getStyler().setYAxisMin(yMin).setYAxisMax(yMax);
    }
    chart.getStyler().setXAxisLogarithmicDecadeOnly(decades(s -> s.x) > 1.2);
    chart.getStyler().setYAxisLogarithmicDecadeOnly(decades(s -> s.y) > 1.2);
    chart.getStyler().setPlotGridVerticalLinesVisible(!(logX && decades(s -> s.x) > CROWDED));
    chart.getStyler().setPlotGridHorizontalLinesVisible(!(logY && decades(s -> s.y) > CROWDED));
    series.stream().mapToInt(s -> s.x.length).max().ifPresent(n -> roundTicks(chart, n));
    for (int i = 0; i < series.size(); i++) {
      paint(chart, face, series.get(i), i);
    }
    return ChartImage.paint(chart, title, face, scale);
  }

  /** How many powers of ten the positive values of an axis span. */
  private double decades(Function<Series, double[]> axis) {
    DoubleSummaryStatistics range =
        series.stream()
            .flatMapToDouble(s -> DoubleStream.of(axis.apply(s)))
            .filter(v -> v > 0 && Double.isFinite(v))
            .summaryStatistics();
    return range.getCount() == 0 ? 0 : Math.log10(range.getMax() / range.getMin());
  }

  /**
   * With evenly spaced x, XChart labels positions of data, such as 1, 168, 335. Where there are
   * many, an axis that ends half a step later gets round numbers instead.
   */
  private void roundTicks(XYChart chart, int points) {
    double max = series.stream().flatMapToDouble(s -> DoubleStream.of(s.x)).max().orElse(0);
    double min = series.stream().flatMapToDouble(s -> DoubleStream.of(s.x)).min().orElse(0);
    if (!logX && points > EVERY_TICK && max > min) {
      chart.getStyler().setXAxisMax(max + 0.5 * (max - min) / points);
    }
  }

  private void paint(XYChart chart, Fonts.Face face, Series s, int index) {
    int[] shown = IntStream.range(0, s.x.length).filter(i -> canShow(s.x[i], s.y[i])).toArray();
    if (shown.length == 0) {
      return;
    }
    double[] x = Arrays.stream(shown).mapToDouble(i -> s.x[i]).toArray();
    double[] y = Arrays.stream(shown).mapToDouble(i -> s.y[i]).toArray();
    XYSeries line = chart.addSeries(face.show(s.name), x, y);
    boolean marked = !s.line || shown.length <= MARKED;
    line.setLineColor(Palette.series(index));
    line.setMarkerColor(Palette.series(index));
    line.setMarker(marked ? MARKERS[index % MARKERS.length] : SeriesMarkers.NONE);
    line.setLineStyle(Palette.stroke(index));
    if (!s.line) {
      line.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    }
  }

  private boolean canShow(double x, double y) {
    return Double.isFinite(x) && Double.isFinite(y) && !(logX && x <= 0) && !(logY && y <= 0);
  }

  @Override
  public String altText() {
    if (alt != null) {
      return alt;
    }
    List<String> parts = new ArrayList<>();
    for (Series s : series) {
      parts.add(s.name + " " + describe(s));
    }
    return "Line chart. %s. %s against %s: %s."
        .formatted(title, yLabel, xLabel, String.join("; ", parts));
  }

  private static String describe(Series s) {
    double[] y = DoubleStream.of(s.y).filter(Double::isFinite).toArray();
    if (y.length == 0) {
      return "has no points";
    }
    return "from %s to %s (least %s, greatest %s)"
        .formatted(
            Numbers.text(y[0]),
            Numbers.text(y[y.length - 1]),
            Numbers.text(DoubleStream.of(y).min().getAsDouble()),
            Numbers.text(DoubleStream.of(y).max().getAsDouble()));
  }

  private static double[] numbers(List<? extends Number> list) {
    return list.stream().mapToDouble(Number::doubleValue).toArray();
  }

  @Override
  public String toString() {
    return altText();
  }
}
