package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteTest {

  /** Linear-light matrices of Machado, Oliveira and Fernandes (2009), full strength. */
  private static final double[][] PROTANOPIA = {
    {0.152286, 1.052583, -0.204868},
    {0.114503, 0.786281, 0.099216},
    {-0.003882, -0.048116, 1.051998}
  };

  private static final double[][] DEUTERANOPIA = {
    {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
  };

  @Test
  void theFirstFourSeriesAreClearOnWhite() {
    for (Color colour : Palette.SERIES.subList(0, 4)) {
      assertThat(contrast(colour, Color.WHITE)).as(Palette.hex(colour)).isGreaterThan(3);
    }
  }

  @Test
  void everySeriesIsVisibleOnWhite() {
    for (Color colour : Palette.SERIES) {
      assertThat(contrast(colour, Color.WHITE)).as(Palette.hex(colour)).isGreaterThan(2);
    }
  }

  @Test
  void blackDigitsCanBeReadOnTheDarkestShade() {
    assertThat(contrast(Color.BLACK, Palette.BLUE)).isGreaterThan(4);
    assertThat(contrast(Color.BLACK, Palette.VERMILLION)).isGreaterThan(4);
  }

  @Test
  void colourBlindReadersTellTheSeriesApart() {
    for (double[][] eye : List.of(PROTANOPIA, DEUTERANOPIA)) {
      List<double[]> seen = Palette.SERIES.stream().map(c -> seenBy(eye, c)).toList();
      for (int i = 0; i < seen.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertThat(distance(seen.get(i), seen.get(j))).as(i + " and " + j).isGreaterThan(0.06);
        }
      }
    }
  }

  private static double[] seenBy(double[][] eye, Color colour) {
    double[] linear = linear(colour);
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        seen[i] += eye[i][j] * linear[j];
      }
    }
    return seen;
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  private static double contrast(Color a, Color b) {
    double light = Math.max(luminance(a), luminance(b));
    double dark = Math.min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(Color colour) {
    double[] c = linear(colour);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
  }

  private static double[] linear(Color colour) {
    double[] channels = {
      colour.getRed() / 255.0, colour.getGreen() / 255.0, colour.getBlue() / 255.0
    };
    for (int i = 0; i < 3; i++) {
      channels[i] =
          channels[i] <= 0.03928
              ? channels[i] / 12.92
              : Math.pow((channels[i] + 0.055) / 1.055, 2.4);
    }
    return channels;
  }
}
