package org.attentionlab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.attentionlab.transformer.TransformerConfig.Positions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalkTest {

  private static final TransformerConfig SIZES =
      TransformerConfig.tiny()
          .change()
          .optLayers(2)
          .optModelWidth(16)
          .optInnerWidth(32)
          .optHeads(4)
          .optVocabulary(11)
          .build();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itEndsAtTheProbabilitiesOfTheModelAndPassesItsMemory(boolean normFirst) {
    TransformerConfig config =
        SIZES.change().optNormFirst(normFirst).optPositions(Positions.LEARNED).build();
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(config, 1);
      model.initialize(manager);
      NDArray source = manager.create(new long[][] {{3, 4, 5, 0}});
      NDArray target = manager.create(new long[][] {{1, 6, 7}});
      List<Walk.Station> walk = Walk.of(model, source, target);

      NDArray expected = model.logits(source, target, false).softmax(-1);
      assertClose(walk.get(walk.size() - 1).value(), expected);
      assertClose(named(walk, "memory"), model.encode(source, false).memory());
      assertClose(
          named(walk, "decoder layer 2: attention to the memory"),
          model.attentionWeights(source, target).cross().get(1));
    }
  }

  @Test
  void theLettersOfEachStationFitItsShape() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(SIZES, 1);
      model.initialize(manager);
      NDArray source = manager.create(new long[][] {{3, 4, 5, 2, 6}});
      NDArray target = manager.create(new long[][] {{1, 6, 7}});
      for (Walk.Station station : Walk.of(model, source, target)) {
        String numbers =
            station
                .axes()
                .replace("d_model", "16")
                .replace("B", "1")
                .replace("S", "5")
                .replace("T", "3")
                .replace("V", "11")
                .replace("h", "4");
        assertThat(station.value().getShape().toString()).as(station.name()).isEqualTo(numbers);
      }
    }
  }

  private static NDArray named(List<Walk.Station> walk, String name) {
    return walk.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow().value();
  }

  private static void assertClose(NDArray actual, NDArray expected) {
    assertThat(actual.getShape()).isEqualTo(expected.getShape());
    assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-5f));
  }
}
