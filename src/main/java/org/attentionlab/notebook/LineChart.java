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
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over a numeric axis. Made by {@link Charts#line}. */
public final class LineChart implements Picture {

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND
  };
  private static final int MARKED = 40; // with more points than this, markers would hide the line

  private static final int FEW = 8; // markers on a dense line
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
    Axis x = axis(s -> s.x, logX, null, null);
    Axis y = axis(s -> s.y, logY, yMin, yMax);
    style(chart, x, y);
    for (int i = 0; i < series.size(); i++) {
      paint(chart, face, series.get(i), i, x.scale, y.scale);
    }
    return ChartImage.paint(chart, title, face, scale);
  }

  /**
   * What an axis shows. XChart labels evenly spaced data at odd places (1, 168, 335), and takes
   * data closer than 0.0001 for evenly spaced. So the data are scaled by a power of ten to a range
   * of hundreds, the axis ends a hair later, and the labels are scaled back.
   */
  private record Axis(double min, double max, double scale, boolean log) {
    double range() {
      return max - min;
    }

    /** How many powers of ten a logarithmic axis spans. */
    double decades() {
      return log ? Math.log10(max / min) : 0;
    }

    double end() {
      return max * scale + 0.001;
    }

    String label(double scaled) {
      double value = scaled / scale;
      return log ? Numbers.text(value) : Numbers.tick(value, range());
    }
  }

  private Axis axis(
      Function<Series, double[]> values, boolean log, Double fixedMin, Double fixedMax) {
    DoubleSummaryStatistics shown =
        series.stream()
            .flatMapToDouble(s -> DoubleStream.of(values.apply(s)))
            .filter(v -> Double.isFinite(v) && !(log && v <= 0))
            .summaryStatistics();
    double min = fixedMin != null ? fixedMin : shown.getCount() == 0 ? 0 : shown.getMin();
    double max = fixedMax != null ? fixedMax : shown.getCount() == 0 ? 1 : shown.getMax();
    double size = max > min ? max - min : Math.max(Math.abs(max), 1);
    double scale = log ? 1 : Math.pow(10, 2 - Math.floor(Math.log10(size)));
    return new Axis(min, max, scale, log);
  }

  private void style(XYChart chart, Axis x, Axis y) {
    XYStyler styler = chart.getStyler();
    styler.setXAxisTickLabelsFormattingFunction(x::label);
    styler.setYAxisTickLabelsFormattingFunction(y::label);
    styler.setXAxisLogarithmicDecadeOnly(x.decades() > 1.2);
    styler.setYAxisLogarithmicDecadeOnly(y.decades() > 1.2);
    styler.setPlotGridVerticalLinesVisible(x.decades() < CROWDED);
    styler.setPlotGridHorizontalLinesVisible(y.decades() < CROWDED);
    int points = series.stream().mapToInt(s -> s.x.length).max().orElse(0);
    if (!logX && points > EVERY_TICK && x.range() > 0) {
      styler.setXAxisMax(x.end());
    }
    if (yMin != null) {
      styler.setYAxisMin(yMin * y.scale).setYAxisMax(yMax * y.scale);
    } else if (!logY && y.range() > 0) {
      styler.setYAxisMax(y.end());
    }
  }

  private void paint(
      XYChart chart, Fonts.Face face, Series s, int index, double xScale, double yScale) {
    int[] shown = IntStream.range(0, s.x.length).filter(i -> canShow(s.x[i], s.y[i])).toArray();
    if (shown.length == 0) {
      return;
    }
    double[] x = Arrays.stream(shown).mapToDouble(i -> s.x[i] * xScale).toArray();
    double[] y = Arrays.stream(shown).mapToDouble(i -> s.y[i] * yScale).toArray();
    Marker marker = MARKERS[index % MARKERS.length];
    String name = face.show(s.name);
    boolean dense = s.line && shown.length > MARKED;
    if (dense && series.size() > 1) {
      // A dash of a dense line is lost and markers hide it: it gets a few markers of its own.
      style(chart.addSeries(name + " ", x, y), index, SeriesMarkers.NONE).setShowInLegend(false);
      int step = shown.length / FEW;
      int[] few = IntStream.range(0, FEW).map(i -> i * step + step * (index % 4) / 4).toArray();
      double[] fewX = Arrays.stream(few).mapToDouble(i -> x[i]).toArray();
      double[] fewY = Arrays.stream(few).mapToDouble(i -> y[i]).toArray();
      style(chart.addSeries(name, fewX, fewY), index, marker)
          .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    } else {
      style(chart.addSeries(name, x, y), index, dense ? SeriesMarkers.NONE : marker)
          .setXYSeriesRenderStyle(
              s.line ? XYSeries.XYSeriesRenderStyle.Line : XYSeries.XYSeriesRenderStyle.Scatter);
    }
  }

  private static XYSeries style(XYSeries line, int index, Marker marker) {
    line.setLineColor(Palette.series(index));
    line.setLineStyle(Palette.stroke(index));
    line.setMarkerColor(Palette.series(index));
    line.setMarker(marker);
    return line;
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
