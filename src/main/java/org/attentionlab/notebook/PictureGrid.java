package org.attentionlab.notebook;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Several pictures in rows, for example one heat map a head. */
public final class PictureGrid implements Picture {

  private final int columns;
  private final List<Picture> pictures;

  private PictureGrid(int columns, List<? extends Picture> pictures) {
    this.columns = columns;
    this.pictures = List.copyOf(pictures);
  }

  /**
   * Pictures, row by row.
   *
   * @param columns how many stand side by side
   */
  public static PictureGrid of(int columns, List<? extends Picture> pictures) {
    if (columns < 1 || pictures.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected at least one column and one picture, but got %d and %d."
              .formatted(columns, pictures.size()));
    }
    return new PictureGrid(columns, pictures);
  }

  @Override
  public BufferedImage image(int scale) {
    List<BufferedImage> images = new ArrayList<>();
    pictures.forEach(picture -> images.add(picture.image(scale)));
    int wide = images.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
    int high = images.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
    int across = Math.min(columns, images.size());
    int down = (images.size() + columns - 1) / columns;
    return Canvas.paint(
        across * wide,
        down * high,
        1, // the pictures are scaled already
        g -> {
          for (int i = 0; i < images.size(); i++) {
            g.drawImage(images.get(i), i % columns * wide, i / columns * high, null);
          }
        });
  }

  @Override
  public String altText() {
    return String.join(" ", pictures.stream().map(Picture::altText).toList());
  }

  @Override
  public String toString() {
    return altText();
  }
}
