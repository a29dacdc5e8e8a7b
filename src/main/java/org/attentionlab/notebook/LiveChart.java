package org.attentionlab.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A line chart that grows during training, redrawn in place. Points may come as often as they like:
 * drawing takes at most a twentieth of the time.
 *
 * <pre>{@code
 * try (LiveChart chart = LiveChart.of("The loss while it trains", "step", "loss")) {
 *   … chart.add("training", step, loss);
 * }
 * }</pre>
 */
public final class LiveChart implements AutoCloseable {

  private static final long REDRAW_NANOS = 700_000_000L;
  private static final int MOST_POINTS = 1000; // a longer line is thinned by half

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final LongSupplier nanoTime;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private boolean logY;
  private Display.Shown shown;
  private long nextDraw;
  private boolean closed;

  private static final class Line {
    final List<Double> x = new ArrayList<>();
    final List<Double> y = new ArrayList<>();
    int keepEvery = 1;
    int seen;

    void add(double nextX, double nextY) {
      if (seen++ % keepEvery == 0) {
        x.add(nextX);
        y.add(nextY);
      }
      if (x.size() > MOST_POINTS) {
        thin(x);
        thin(y);
        keepEvery *= 2;
      }
    }

    private static void thin(List<Double> list) {
      for (int i = 0; 2 * i < list.size(); i++) {
        list.set(i, list.get(2 * i));
      }
      list.subList((list.size() + 1) / 2, list.size()).clear();
    }
  }

  private LiveChart(String title, String xLabel, String yLabel, LongSupplier nanoTime) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.nanoTime = nanoTime;
    this.nextDraw = nanoTime.getAsLong() + REDRAW_NANOS;
  }

  /** An empty chart; it appears with its first points. */
  public static LiveChart of(String title, String xLabel, String yLabel) {
    return of(title, xLabel, yLabel, System::nanoTime);
  }

  static LiveChart of(String title, String xLabel, String yLabel, LongSupplier nanoTime) {
    return new LiveChart(title, xLabel, yLabel, nanoTime);
  }

  /** Makes the y axis logarithmic. */
  public LiveChart optLogY() {
    logY = true;
    return this;
  }

  /** Adds a point to the line {@code name}, which begins with its first point. */
  public void add(String name, double x, double y) {
    lines.computeIfAbsent(name, key -> new Line()).add(x, y);
    long now = nanoTime.getAsLong();
    if (!closed && now >= nextDraw) {
      draw(1);
      long after = nanoTime.getAsLong();
      nextDraw = after + Math.max(REDRAW_NANOS, 20 * (after - now));
    }
  }

  private void draw(int scale) {
    Bundle bundle = Pictures.bundle(chart(), scale);
    if (shown == null) {
      shown = Display.current().open(bundle);
    } else {
      shown.update(bundle);
    }
  }

  /** The chart as it is now, for a further look or for a file. */
  public LineChart chart() {
    LineChart chart = Charts.line(title, xLabel, yLabel);
    lines.forEach((name, line) -> chart.addSeries(name, line.x, line.y));
    return logY ? chart.optLogY() : chart;
  }

  /** Draws the last state, sharp. Nothing is shown if no point came. */
  @Override
  public void close() {
    if (closed || lines.isEmpty()) {
      closed = true;
      return;
    }
    closed = true;
    Bundle last = Pictures.bundle(chart());
    if (shown == null) {
      Display.current().show(last);
    } else {
      shown.finish(last);
    }
  }
}
