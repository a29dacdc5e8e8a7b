package org.attentionlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * The colours of all pictures: the palette of Okabe and Ito, which readers with any common form of
 * colour blindness can tell apart. Its yellow is left out, since it is hardly visible on white.
 * Lines differ in dash and marker too, so that no picture depends on colour alone.
 */
public final class Palette {

  public static final Color BLUE = new Color(0x0072B2);
  public static final Color VERMILLION = new Color(0xD55E00);
  public static final Color GREEN = new Color(0x009E73);
  public static final Color PURPLE = new Color(0xCC79A7);
  public static final Color ORANGE = new Color(0xE69F00);
  public static final Color SKY = new Color(0x56B4E9);
  public static final Color BLACK = new Color(0x222222);

  /** In the order in which series get them. */
  public static final List<Color> SERIES =
      List.of(BLUE, VERMILLION, GREEN, BLACK, PURPLE, ORANGE, SKY);

  /** Text and axes. */
  static final Color INK = new Color(0x222222);

  /** Grid lines and borders. */
  static final Color PALE = new Color(0xD9D9D9);

  private static final float[][] DASHES = {null, {9, 5}, {2, 4}, {12, 4, 2, 4}, {5, 3}};

  private Palette() {}

  /** The colour of series {@code index}. */
  public static Color series(int index) {
    return SERIES.get(index % SERIES.size());
  }

  /** The line style of series {@code index}. */
  static BasicStroke stroke(int index) {
    return new BasicStroke(
        2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, DASHES[index % DASHES.length], 0f);
  }

  /** {@code colour} as {@code #rrggbb}. */
  static String hex(Color colour) {
    return String.format("#%06x", colour.getRGB() & 0xFFFFFF);
  }

  /** {@code colour} mixed with white: 0 leaves it, 1 is white. */
  static Color tint(Color colour, double white) {
    return new Color(
        mix(colour.getRed(), white), mix(colour.getGreen(), white), mix(colour.getBlue(), white));
  }

  private static int mix(int channel, double white) {
    return (int) Math.round(channel + (255 - channel) * white);
  }
}
