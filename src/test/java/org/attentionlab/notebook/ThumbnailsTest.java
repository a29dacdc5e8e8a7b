package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class ThumbnailsTest {

  @Test
  void aSheetOfThumbnailsGrowsByRowsOfFourAndNamesThemAll() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Thumbnails sheet = Thumbnails.of("A finding");
      for (int i = 1; i <= 4; i++) {
        sheet.add("matrix " + i, manager.randomNormal(new Shape(3, 5)));
      }
      int oneRow = sheet.image(1).getHeight();
      sheet.add("matrix 5", manager.zeros(new Shape(2, 2)));
      assertThat(sheet.image(1).getHeight()).isGreaterThan(oneRow);
      assertThat(sheet.altText()).contains("matrix 1 (3 × 5)").contains("matrix 5 (2 × 2)");
      assertThatThrownBy(() -> sheet.add("not a matrix", manager.zeros(new Shape(2))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("(rows, columns)");
    }
  }
}
