package org.attentionlab.notebook;

import ai.djl.ndarray.NDArray;

/**
 * A sentence of the lesson that is checked where it stands. A true claim shows a tick; a false one
 * stops the lesson, so that no lesson can become untrue without notice.
 *
 * <pre>{@code Claim.that("each row of the weights sums to 1", worst < 1e-6);}</pre>
 */
public final class Claim {

  private Claim() {}

  /** Claims that {@code holds}. */
  public static void that(String text, boolean holds) {
    if (!holds) {
      throw new ClaimFailed(text);
    }
    kept(text, "");
  }

  /** Claims that two numbers differ by at most {@code tolerance}. */
  public static void close(String text, double actual, double expected, double tolerance) {
    double difference = Math.abs(actual - expected);
    String numbers = Numbers.text(actual) + ", expected " + Numbers.text(expected);
    if (!(difference <= tolerance)) {
      throw new ClaimFailed(
          "%s: got %s; the difference is %s, allowed is %s"
              .formatted(text, numbers, Numbers.text(difference), Numbers.text(tolerance)));
    }
    kept(text, numbers);
  }

  /** Claims that two tensors have one shape and differ nowhere by more than {@code tolerance}. */
  public static void close(String text, NDArray actual, NDArray expected, double tolerance) {
    if (!actual.getShape().equals(expected.getShape())) {
      throw new ClaimFailed(
          "%s: got shape %s, expected %s".formatted(text, actual.getShape(), expected.getShape()));
    }
    double[] a = NDArrayView.numbers(actual);
    double[] b = NDArrayView.numbers(expected);
    double worst = 0;
    int at = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] == b[i] ? 0 : Math.abs(a[i] - b[i]);
      if (!(difference <= worst)) {
        worst = difference;
        at = i;
      }
      if (Double.isNaN(worst)) {
        break;
      }
    }
    if (!(worst <= tolerance)) {
      throw new ClaimFailed(
          "%s: element %d is %s, expected %s; allowed is a difference of %s"
              .formatted(
                  text, at, Numbers.text(a[at]), Numbers.text(b[at]), Numbers.text(tolerance)));
    }
    kept(text, "largest difference " + Numbers.text(worst));
  }

  /** Claims that two values are equal. */
  public static void equal(String text, Object actual, Object expected) {
    if (!java.util.Objects.deepEquals(actual, expected)) {
      throw new ClaimFailed(
          "%s: got %s, expected %s".formatted(text, Numbers.text(actual), Numbers.text(expected)));
    }
    kept(text, "");
  }

  private static void kept(String text, String numbers) {
    String detail = numbers.isEmpty() ? "" : " (" + numbers + ")";
    String html =
        "<div><span style=\"color:%s;font-weight:bold\">✓</span> %s<span style=\"opacity:.65\">%s</span></div>"
            .formatted(Palette.hex(Palette.GREEN), Html.escape(text), Html.escape(detail));
    Display.current().show(Bundle.ofText("✓ " + text + detail).withHtml(html));
  }
}
