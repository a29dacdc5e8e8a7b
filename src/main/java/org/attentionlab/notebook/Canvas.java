package org.attentionlab.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** A white image with smooth lines and letters, painted at a multiple of its size. */
final class Canvas {

  private Canvas() {}

  /**
   * Paints on a thread of its own: Java2D clears the interrupt of the thread that it draws on, and
   * the stop button of a notebook, pressed while a chart grows, would be forgotten.
   */
  static BufferedImage paint(int width, int height, int scale, Consumer<Graphics2D> painter) {
    try {
      return CompletableFuture.supplyAsync(() -> draw(width, height, scale, painter)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static BufferedImage draw(
      int width, int height, int scale, Consumer<Graphics2D> painter) {
    BufferedImage image =
        new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, image.getWidth(), image.getHeight());
      g.scale(scale, scale);
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      painter.accept(g);
    } finally {
      g.dispose();
    }
    return image;
  }
}
