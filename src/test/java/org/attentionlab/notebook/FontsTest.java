package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FontsTest {

  @Test
  void koreanLettersAreReallyDrawnWhenThereIsAFont() {
    assumeTrue(Fonts.korean().isPresent(), "no Korean font; ./course setup brings one");
    Fonts.Face face = Fonts.faceFor(List.of("동물 animal"));

    assertThat(face.plain().canDisplayUpTo("동물은 길을 건너지 않았다")).isNegative();
    assertThat(face.note()).isEmpty();
    assertThat(ink(face, "동")).isNotEqualTo(ink(face, "물")); // two boxes would be alike
  }

  @Test
  void withoutAKoreanFontThePictureSaysSo() {
    assertThat(Fonts.faceFor(List.of("동물"), Optional.empty(), Optional.empty()).note())
        .contains("NanumGothic");
    assertThat(Fonts.faceFor(List.of("animal"), Optional.empty(), Optional.empty()).note())
        .isEmpty();
  }

  @Test
  void latinTextNeedsNoKoreanFont() {
    assertThat(Fonts.faceFor(List.of("animal")).note()).isEmpty();
  }

  @Test
  void signsThatAFontLacksAreReplacedByNearOnes() {
    assumeTrue(Fonts.korean().isPresent(), "no Korean font; ./course setup brings one");
    Fonts.Face face = Fonts.faceFor(List.of("한"));

    assertThat(face.plain().canDisplayUpTo(face.show("▁3월␣−ᵀ✓"))).isNegative();
  }

  private static int ink(Fonts.Face face, String text) {
    BufferedImage image =
        Canvas.paint(
            60,
            60,
            1,
            g -> {
              g.setFont(face.plain(40f));
              g.setColor(java.awt.Color.BLACK);
              g.drawString(text, 8, 46);
            });
    return IntStream.of(image.getRGB(0, 0, 60, 60, null, 0, 60)).sum();
  }
}
