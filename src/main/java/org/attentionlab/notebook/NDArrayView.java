package org.attentionlab.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor as people read it: a line with shape and type, then rounded numbers. Of a large tensor
 * the first and last rows and columns are shown; of one with more than two axes, the first
 * matrices.
 */
final class NDArrayView {

  private static final int EDGE = 4; // rows or columns shown at each end of a long axis
  private static final int FULL = 12; // an axis up to this long is shown whole
  private static final int MATRICES = 2;
  private static final long LARGE = 4_000_000; // above this many numbers, do not copy them all

  private NDArrayView() {}

  static Bundle bundle(NDArray array) {
    String head = head(array);
    if (array.size() == 0 || array.size() > LARGE) {
      return Bundle.ofText(head);
    }
    double[] numbers = numbers(array);
    Shape shape = array.getShape();
    int columns = shape.dimension() == 0 ? 1 : (int) shape.get(shape.dimension() - 1);
    int rows = shape.dimension() < 2 ? 1 : (int) shape.get(shape.dimension() - 2);
    int matrices = numbers.length / (rows * columns);
    StringBuilder text = new StringBuilder(head);
    StringBuilder html = new StringBuilder("<div><code>" + Html.escape(head) + "</code>");
    for (int m = 0; m < Math.min(matrices, MATRICES); m++) {
      List<List<String>> cells = cells(numbers, m * rows * columns, rows, columns, array);
      if (matrices > 1) {
        String name = name(shape, m);
        text.append('\n').append(name);
        html.append("<div style=\"margin-top:6px\"><code>").append(name).append("</code></div>");
      }
      text.append('\n').append(text(cells));
      html.append(html(cells));
    }
    if (matrices > MATRICES) {
      String more = "… and " + (matrices - MATRICES) + " more of this kind";
      text.append('\n').append(more);
      html.append("<div>").append(more).append("</div>");
    }
    return Bundle.ofText(text.toString()).withHtml(html.append("</div>").toString());
  }

  /** Such as {@code (2, 3) float32}. */
  static String head(NDArray array) {
    return kind(array) + (array.size() > LARGE ? ", too large to show" : "");
  }

  /** Shape and type. */
  static String kind(NDArray array) {
    return array.getShape() + " " + array.getDataType().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String name(Shape shape, int matrix) {
    List<String> index = new ArrayList<>();
    int rest = matrix;
    for (int axis = shape.dimension() - 3; axis >= 0; axis--) {
      int length = (int) shape.get(axis);
      index.add(0, Integer.toString(rest % length));
      rest /= length;
    }
    return "[" + String.join(", ", index) + "]";
  }

  private static List<List<String>> cells(
      double[] numbers, int start, int rows, int columns, NDArray array) {
    boolean truth = array.getDataType() == DataType.BOOLEAN;
    List<List<String>> cells = new ArrayList<>();
    for (int r : shown(rows)) {
      List<String> line = new ArrayList<>();
      for (int c : shown(columns)) {
        if (r < 0 || c < 0) {
          line.add("…");
        } else {
          double x = numbers[start + r * columns + c];
          line.add(truth ? Boolean.toString(x != 0) : Numbers.text(x));
        }
      }
      cells.add(line);
    }
    return cells;
  }

  /** The indices to show of an axis; -1 stands for those left out. */
  private static int[] shown(int length) {
    if (length <= FULL) {
      return java.util.stream.IntStream.range(0, length).toArray();
    }
    int[] shown = new int[2 * EDGE + 1];
    for (int i = 0; i < EDGE; i++) {
      shown[i] = i;
      shown[EDGE + 1 + i] = length - EDGE + i;
    }
    shown[EDGE] = -1;
    return shown;
  }

  private static String text(List<List<String>> cells) {
    int width = cells.stream().flatMap(List::stream).mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (List<String> line : cells) {
      List<String> padded =
          line.stream().map(cell -> " ".repeat(width - cell.length()) + cell).toList();
      lines.add("[" + String.join("  ", padded) + "]");
    }
    return String.join("\n", lines);
  }

  private static String html(List<List<String>> cells) {
    StringBuilder html =
        new StringBuilder("<table style=\"border-collapse:collapse;margin:4px 0\"><tbody>");
    for (List<String> line : cells) {
      html.append("<tr>");
      for (String cell : line) {
        html.append("<td style=\"text-align:right;padding:2px 9px;border:")
            .append(Html.LINE)
            .append(";font-variant-numeric:tabular-nums\">")
            .append(Html.escape(cell))
            .append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  /** All elements as doubles, whatever the type. */
  static double[] numbers(NDArray array) {
    return switch (array.getDataType()) {
      case FLOAT32 -> widen(array.toFloatArray());
      case FLOAT64 -> array.toDoubleArray();
      case INT64 -> java.util.Arrays.stream(array.toLongArray()).asDoubleStream().toArray();
      case BOOLEAN -> truth(array.toBooleanArray());
      default -> {
        try (NDArray converted = array.toType(DataType.FLOAT64, true)) {
          yield converted.toDoubleArray();
        }
      }
    };
  }

  private static double[] widen(float[] numbers) {
    double[] wide = new double[numbers.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = numbers[i];
    }
    return wide;
  }

  private static double[] truth(boolean[] values) {
    double[] numbers = new double[values.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values[i] ? 1 : 0;
    }
    return numbers;
  }

  /** The elements of a tensor of shape (rows, columns). */
  static double[][] matrix(NDArray array) {
    Shape shape = array.getShape();
    if (shape.dimension() != 2) {
      throw new IllegalArgumentException(
          "A picture of a matrix needs a tensor of shape (rows, columns), but this one has shape "
              + shape
              + ". Take one matrix out of it first, for example weights.get(0, 0).");
    }
    double[] numbers = numbers(array);
    int columns = (int) shape.get(1);
    double[][] rows = new double[(int) shape.get(0)][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = java.util.Arrays.copyOfRange(numbers, r * columns, (r + 1) * columns);
    }
    return rows;
  }
}
