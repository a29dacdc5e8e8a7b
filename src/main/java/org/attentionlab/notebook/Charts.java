package org.attentionlab.notebook;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One call from numbers to a picture. All charts share one style: a title that says the finding,
 * named axes, colours that colour-blind readers can tell apart, and a text for readers who do not
 * see the picture. As the last expression of a cell a chart is shown; anywhere else, pass it to
 * {@link Lab#show}.
 *
 * <pre>{@code
 * Charts.line("The loss falls fast, then slowly", "step", "loss (nats per token)")
 *     .addSeries("training", steps, loss)
 *     .optLogY();
 * }</pre>
 */
public final class Charts {

  private Charts() {}

  /**
   * A chart of lines.
   *
   * @param title the finding, as a sentence
   * @param xLabel the name of the x axis with its unit
   * @param yLabel the name of the y axis with its unit
   */
  public static LineChart line(String title, String xLabel, String yLabel) {
    return new LineChart(title, xLabel, yLabel);
  }

  /** A chart of one line over 1, 2, 3, …; to add more lines or change the axes, go on from here. */
  public static LineChart line(String title, String xLabel, String yLabel, double... y) {
    return line(title, xLabel, yLabel).addSeries(yLabel, y);
  }

  /**
   * A chart of bars, side by side where there are several series.
   *
   * @param title the finding, as a sentence
   * @param xLabel what the bars stand for
   * @param yLabel the name of the y axis with its unit
   */
  public static BarChart bar(String title, String xLabel, String yLabel) {
    return new BarChart(title, xLabel, yLabel);
  }

  /** A chart of one series of bars. */
  public static BarChart bar(
      String title, String xLabel, String yLabel, List<String> names, double... values) {
    return bar(title, xLabel, yLabel).addSeries(yLabel, names, values);
  }

  /**
   * A heat map, such as of attention weights: row r, column c is how much r looks at c.
   *
   * @param title the finding, as a sentence
   * @param rows the names of the rows, from top to bottom (for weights: the queries)
   * @param columns the names of the columns (for weights: the keys)
   * @param values (rows, columns)
   */
  public static HeatMap heatMap(
      String title, List<String> rows, List<String> columns, double[][] values) {
    return new HeatMap(title, rows, columns, values);
  }

  /** The same from a tensor of shape (rows, columns). */
  public static HeatMap heatMap(
      String title, List<String> rows, List<String> columns, NDArray values) {
    return heatMap(title, rows, columns, NDArrayView.matrix(values));
  }

  /** A heat map whose rows and columns are only numbered, from 0. */
  public static HeatMap heatMap(String title, NDArray values) {
    double[][] numbers = NDArrayView.matrix(values);
    int columns = numbers.length == 0 ? 0 : numbers[0].length;
    return heatMap(title, count(numbers.length), count(columns), numbers);
  }

  private static List<String> count(int n) {
    return IntStream.range(0, n).mapToObj(Integer::toString).toList();
  }
}
