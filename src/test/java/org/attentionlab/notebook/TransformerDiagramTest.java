package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.transformer.TransformerConfig;
import org.junit.jupiter.api.Test;

class TransformerDiagramTest {

  @Test
  void everyLayerIsDrawnAndTold() {
    TransformerConfig base = TransformerConfig.base();
    int high = TransformerDiagram.of(base).image(1).getHeight();
    int lower = TransformerDiagram.of(base.change().optLayers(2).build()).image(1).getHeight();
    assertThat(high - lower).isEqualTo(4 * TransformerDiagram.STEP);
    assertThat(TransformerDiagram.of(base).altText()).contains("6 encoder and 6 decoder layers");
  }

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
