package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class FewColoursTest {

  @Test
  void aPictureOfFewColoursStaysAsItIsAndItsFileShrinks() {
    BufferedImage image =
        Charts.line("A title", "x", "y").addSeries("line", 1, 3, 2, 5, 4).image(Pictures.SCALE);
    BufferedImage few = FewColours.of(image);
    assertThat(few.getWidth()).isEqualTo(image.getWidth());
    assertThat(few.getRGB(3, 3)).isEqualTo(image.getRGB(3, 3));
    assertThat(Pictures.png(few).length).isLessThan(Pictures.png(image).length * 3 / 4);
  }

  @Test
  void rareColoursMoveToANearOneAndCommonOnesStay() {
    BufferedImage image = new BufferedImage(300, 10, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 300; x++) {
      for (int y = 0; y < 10; y++) {
        image.setRGB(x, y, y < 9 ? 0x0072B2 : x << 8); // one blue, and 300 greens of one pixel each
      }
    }
    BufferedImage few = FewColours.of(image);
    assertThat(few.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x0072B2);
    for (int x = 0; x < 300; x++) {
      int green = few.getRGB(x, 9) >> 8 & 0xFFFF;
      assertThat(Math.abs(green - x)).isLessThan(300);
    }
  }
}
