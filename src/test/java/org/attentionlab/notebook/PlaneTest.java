package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaneTest {

  private static Plane circleOf(double radius) {
    double[] angles = IntStream.rangeClosed(0, 360).mapToDouble(Math::toRadians).toArray();
    double[] x = IntStream.rangeClosed(0, 360).mapToDouble(i -> Math.cos(angles[i])).toArray();
    double[] y = IntStream.rangeClosed(0, 360).mapToDouble(i -> Math.sin(angles[i])).toArray();
    for (int i = 0; i <= 360; i++) {
      x[i] *= radius;
      y[i] *= radius;
    }
    return Plane.of("a circle is round", "x", "y").addCurve("circle", x, y);
  }

  @Test
  void aCircleLooksRoundBesideAFlatCurve() {
    BufferedImage image = circleOf(1).addArrow("far", 6, 0.5).image(1);
    int left = image.getWidth();
    int right = 0;
    int top = image.getHeight();
    int bottom = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth() - 150; x++) { // the legend is on the right
        if (image.getRGB(x, y) == Palette.series(0).getRGB()) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    assertThat(right - left).isGreaterThan(50).isBetween(bottom - top - 4, bottom - top + 4);
  }

  @Test
  void theTextNamesWhatIsDrawn() {
    String alt = circleOf(2).addArrow("axis", 1, 0.5).addPoint("한", -1, 0).altText();

    assertThat(alt)
        .contains("a circle is round", "curve circle", "arrow axis to (1, 0.5)", "한 at (-1, 0)");
  }

  @Test
  void anEmptyPlaneCanBeDrawn() {
    assertThat(Plane.of("nothing yet", "x", "y").image(1)).isNotNull();
  }

  @Test
  void aCurveNeedsAsManyXAsY() {
    assertThatThrownBy(() -> Plane.of("t", "x", "y").addCurve("c", new double[2], new double[3]))
        .hasMessageContaining("2 x values but 3 y values");
  }
}
