package org.attentionlab.notebook;

import ai.djl.ndarray.NDArray;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Many matrices side by side, each small, to see how one becomes the next: white is 0, blue is
 * positive, orange is negative; each picture has its own scale, given below it. Every row is a
 * token.
 *
 * <pre>{@code
 * Thumbnails.of("Each station keeps one row a token")
 *     .add("memory", memory.get(0))
 *     .add("logits", logits.get(0));
 * }</pre>
 */
public final class Thumbnails implements Picture {

  private static final int COLUMNS = 4; // pictures side by side
  private static final int WIDE = 196; // of one picture
  private static final int HIGH = 74;
  private static final int CAPTION = 34; // two lines above each picture
  private static final int FOOT = 22; // one line below
  private static final int GAP = 16;

  private record Captioned(String caption, Thumbnail picture) {}

  private final String title;
  private final List<Captioned> thumbnails = new ArrayList<>();

  private Thumbnails(String title) {
    this.title = title;
  }

  /**
   * An empty sheet.
   *
   * @param title the finding, as a sentence
   */
  public static Thumbnails of(String title) {
    return new Thumbnails(title);
  }

  /**
   * Adds a picture.
   *
   * @param caption its name; two short lines at most
   * @param matrix (rows, columns)
   */
  public Thumbnails add(String caption, NDArray matrix) {
    thumbnails.add(new Captioned(caption, new Thumbnail(NDArrayView.matrix(matrix))));
    return this;
  }

  @Override
  public BufferedImage image(int scale) {
    List<String> texts = new ArrayList<>(List.of(title));
    thumbnails.forEach(t -> texts.add(t.caption));
    Fonts.Face face = Fonts.faceFor(texts);
    int width = GAP + COLUMNS * (WIDE + GAP);
    List<String> titleLines = ChartImage.wrap(face.show(title), face.bold(16.5f), width - 2 * GAP);
    int top = 14 + 22 * titleLines.size();
    int rows = (thumbnails.size() + COLUMNS - 1) / COLUMNS;
    int height = top + rows * (CAPTION + HIGH + FOOT + GAP);
    return Canvas.paint(
        width,
        height,
        scale,
        g -> {
          g.setFont(face.bold(16.5f));
          g.setColor(Palette.INK);
          for (int i = 0; i < titleLines.size(); i++) {
            g.drawString(titleLines.get(i), GAP, 27 + 22 * i);
          }
          for (int i = 0; i < thumbnails.size(); i++) {
            int x = GAP + (i % COLUMNS) * (WIDE + GAP);
            int y = top + (i / COLUMNS) * (CAPTION + HIGH + FOOT + GAP);
            paint(g, face, thumbnails.get(i), x, y);
          }
        });
  }

  private static void paint(Graphics2D g, Fonts.Face face, Captioned thumbnail, int x, int y) {
    Font font = face.plain(12f);
    g.setColor(Palette.INK);
    g.setFont(font);
    List<String> lines = ChartImage.wrap(face.show(thumbnail.caption), font, WIDE);
    for (int i = 0; i < Math.min(2, lines.size()); i++) {
      g.drawString(lines.get(i), x, y + CAPTION - 6 - 15 * (Math.min(2, lines.size()) - 1 - i));
    }
    thumbnail.picture.paint(g, x, y + CAPTION, WIDE, HIGH);
    g.setColor(Palette.INK);
    g.setFont(face.plain(11f));
    String foot =
        "%s, darkest = %.2f".formatted(thumbnail.picture.size(), thumbnail.picture.most());
    g.drawString(foot, x, y + CAPTION + HIGH + 15);
  }

  @Override
  public String altText() {
    List<String> parts = new ArrayList<>();
    thumbnails.forEach(t -> parts.add(t.caption + " (" + t.picture.size() + ")"));
    return "%d small heat maps. %s. %s."
        .formatted(thumbnails.size(), title, String.join("; ", parts));
  }

  @Override
  public String toString() {
    return altText();
  }
}
