package org.attentionlab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import org.attentionlab.attention.HeadSwitch;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.nn.NamedParameters;
import org.junit.jupiter.api.Test;

class TransformerTest {

  private static final TransformerConfig SIZES =
      TransformerConfig.tiny()
          .change()
          .optLayers(2)
          .optModelWidth(16)
          .optInnerWidth(32)
          .optHeads(4)
          .optVocabulary(11)
          .build();

  @Test
  void itsParametersAreAsManyAsTheFormulaSays() {
    for (TransformerConfig config :
        new TransformerConfig[] {
          SIZES,
          SIZES.change().optNormFirst(true).optAttentionBias(false).optHeads(3, 5, 7).build(),
          SIZES.change().optPositions(TransformerConfig.Positions.LEARNED).build()
        }) {
      assertThat(NamedParameters.count(new Transformer(config, 1)))
          .isEqualTo(ParameterCount.of(config).total());
    }
  }

  /** A head made blind is seen in the weights of its own use and layer, and nowhere before it. */
  @Test
  void eachOfItsAttentionsIsTheOneOfThatUseAndLayer() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(SIZES, 1);
      model.initialize(manager);
      NDArray source = manager.create(new long[][] {{3, 4, 5, 6}});
      NDArray target = manager.create(new long[][] {{1, 6, 7}});
      for (AttentionUse use : AttentionUse.values()) {
        for (int layer = 0; layer < SIZES.layers(); layer++) {
          AttentionWeights before = model.attentionWeights(source, target);
          try (HeadSwitch blind = HeadSwitch.blind(model.attention(use, layer), 2)) {
            NDArray after = model.attentionWeights(source, target).of(use).get(layer);
            float[] lastRow = after.get(new NDIndex("0, 2, -1")).toFloatArray();
            assertThat(lastRow).containsOnly(1f / lastRow.length);
            assertThat(after.get(new NDIndex("0, 1")).toFloatArray())
                .isEqualTo(before.of(use).get(layer).get(new NDIndex("0, 1")).toFloatArray());
          }
        }
      }
      assertThatThrownBy(() -> model.attention(AttentionUse.CROSS, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no layer 2")
          .hasMessageContaining("N = 2");
    }
  }

  @Test
  void aTokenThatMayNotBeSeenChangesNoBitOfTheOutput() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(SIZES, 1);
      model.initialize(manager);
      NDArray source = manager.create(new long[][] {{3, 4, 5, 0}});
      NDArray target = manager.create(new long[][] {{1, 6, 7, 8}});
      NDArray other = manager.create(new long[][] {{1, 6, 9, 10}});
      NDArray states = model.decoderStates(source, target, false);
      NDArray moved = model.decoderStates(source, other, false);
      NDIndex firstTwo = new NDIndex(":, :2");
      assertThat(moved.get(firstTwo).toFloatArray()).isEqualTo(states.get(firstTwo).toFloatArray());
      assertThat(moved.toFloatArray()).isNotEqualTo(states.toFloatArray());
    }
  }

  @Test
  void decodingWithTheCacheGivesTheScoresOfDecodingTheWholePrefix() {
    for (TransformerConfig config :
        new TransformerConfig[] {
          SIZES,
          SIZES
              .change()
              .optNormFirst(true)
              .optPositions(TransformerConfig.Positions.LEARNED)
              .build()
        }) {
      try (NDManager manager = NDManager.newBaseManager()) {
        Transformer model = new Transformer(config, 2);
        model.initialize(manager);
        NDArray source = manager.create(new long[][] {{3, 4, 5, 0}, {3, 4, 5, 6}});
        long[][] target = {{1, 5, 6, 7}, {1, 8, 9, 10}};
        NDArray whole = model.logits(source, manager.create(target), false); // (B, T, V)
        try (DecodingState state = model.start(source)) {
          for (int t = 0; t < 4; t++) {
            NDArray tokens = manager.create(new long[] {target[0][t], target[1][t]});
            float[] step = state.next(tokens).toFloatArray();
            float[] expected = whole.get(new NDIndex(":, {}", t)).toFloatArray();
            for (int i = 0; i < step.length; i++) {
              assertThat(step[i]).isCloseTo(expected[i], within(1e-4f));
            }
          }
        }
      }
    }
  }

  @Test
  void equalSeedsGiveEqualWeights() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer one = new Transformer(SIZES, 7);
      Transformer two = new Transformer(SIZES, 7);
      one.initialize(manager);
      two.initialize(manager);
      assertThat(one.outputWeight().getArray().toFloatArray())
          .isEqualTo(two.outputWeight().getArray().toFloatArray());
    }
  }
}
