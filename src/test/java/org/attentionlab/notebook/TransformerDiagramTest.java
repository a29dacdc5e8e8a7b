package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

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
}
