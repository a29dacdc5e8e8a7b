package org.attentionlab.notebook;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/** From a picture to what a notebook can show. */
final class Pictures {

  /** Pixels per CSS pixel of a saved or shown picture. */
  static final int SCALE = 2;

  private static final String IN_TABLE = "data:image/png;base64,";

  private Pictures() {}

  /** A picture as a text, which a table keeps like any other and shows as the picture. */
  static String inTable(BufferedImage image) {
    return IN_TABLE + Base64.getEncoder().encodeToString(png(FewColours.of(image)));
  }

  static boolean isPicture(String cell) {
    return cell.startsWith(IN_TABLE);
  }

  static Bundle bundle(Picture picture) {
    return bundle(picture, SCALE);
  }

  static Bundle bundle(Picture picture, int scale) {
    BufferedImage image = picture.image(scale);
    String alt = picture.altText();
    // A picture that will be replaced at once need not be small.
    BufferedImage small = scale == SCALE ? FewColours.of(image) : image;
    return Bundle.ofText(alt)
        .withPng(png(small), image.getWidth() / scale, image.getHeight() / scale, alt);
  }

  /** A picture from an image that is there already; its size is taken as it is. */
  static Picture of(BufferedImage image) {
    return new Picture() {
      @Override
      public BufferedImage image(int scale) {
        return Canvas.paint(
            image.getWidth(), image.getHeight(), scale, g -> g.drawImage(image, 0, 0, null));
      }

      @Override
      public String altText() {
        return "image of " + image.getWidth() + " by " + image.getHeight() + " pixels";
      }
    };
  }

  /** A picture from an XChart chart that a reader made directly. */
  static Picture of(Chart<?, ?> chart) {
    return new Picture() {
      @Override
      public BufferedImage image(int scale) {
        int width = chart.getWidth();
        int height = chart.getHeight();
        return Canvas.paint(width, height, scale, g -> chart.paint((Graphics2D) g, width, height));
      }

      @Override
      public String altText() {
        return "chart: " + chart.getTitle();
      }
    };
  }

  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false); // no temporary file for each picture
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
