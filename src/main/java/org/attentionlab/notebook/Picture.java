package org.attentionlab.notebook;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Something that can be drawn: a chart, a heat map, a diagram. */
public interface Picture {

  /**
   * Draws the picture.
   *
   * @param scale pixels per unit of size; 2 is sharp on fine screens
   */
  BufferedImage image(int scale);

  /** What the picture says, for readers who do not see it. */
  String altText();

  /** Writes the picture as a PNG file, sharp enough for a page. */
  default void save(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(file, Pictures.png(image(Pictures.SCALE)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the picture " + file + ": " + e.getMessage(), e);
    }
  }
}
