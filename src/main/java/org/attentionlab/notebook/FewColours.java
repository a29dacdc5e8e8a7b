package org.attentionlab.notebook;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same picture with at most 256 colours, which makes its file about half as large. The colours
 * with the largest areas stay exactly as they are; only rare ones, such as those on the edges of
 * letters, move to the nearest that stays.
 */
final class FewColours {

  private static final int MOST = 256;

  private FewColours() {}

  static BufferedImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    Map<Integer, int[]> areas = areas(pixels);
    List<Integer> kept =
        areas.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> -entry.getValue()[0]))
            .limit(MOST)
            .map(Map.Entry::getKey)
            .toList();
    Map<Integer, Integer> index = new HashMap<>();
    areas.keySet().forEach(colour -> index.put(colour, nearest(colour, kept)));

    int[] palette = kept.stream().mapToInt(colour -> colour).toArray();
    IndexColorModel model =
        new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBufferByte.TYPE_BYTE);
    BufferedImage few = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    byte[] indices = ((DataBufferByte) few.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      boolean again = i > 0 && pixels[i] == pixels[i - 1];
      indices[i] = again ? indices[i - 1] : (byte) (int) index.get(pixels[i]);
    }
    return few;
  }

  /** How many pixels each colour has. */
  private static Map<Integer, int[]> areas(int[] pixels) {
    Map<Integer, int[]> areas = new HashMap<>();
    int[] area = null;
    for (int i = 0; i < pixels.length; i++) {
      if (i == 0 || pixels[i] != pixels[i - 1]) {
        area = areas.computeIfAbsent(pixels[i], colour -> new int[1]);
      }
      area[0]++;
    }
    return areas;
  }

  private static int nearest(int colour, List<Integer> kept) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < kept.size() && least > 0; i++) {
      int distance = distance(colour, kept.get(i));
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int distance(int a, int b) {
    int red = (a >> 16 & 255) - (b >> 16 & 255);
    int green = (a >> 8 & 255) - (b >> 8 & 255);
    int blue = (a & 255) - (b & 255);
    return red * red + green * green + blue * blue;
  }
}
