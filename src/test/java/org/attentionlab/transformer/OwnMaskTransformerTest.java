package org.attentionlab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.training.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnMaskTransformerTest {

  private static final TransformerConfig CONFIG =
      TransformerConfig.tiny()
          .change()
          .optLayers(2)
          .optModelWidth(16)
          .optInnerWidth(32)
          .optHeads(2)
          .optDropout(0)
          .build()
          .withVocabulary(12);

  private NDManager manager;
  private NDArray source; // (1, S)
  private NDArray target; // (1, T)

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    source = manager.create(new long[][] {{5, 6, 7, 2, 0, 0}});
    target = manager.create(new long[][] {{1, 8, 9, 10}});
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void with_the_right_masks_it_is_the_transformer_of_the_same_seed() {
    Transformer expected = new Transformer(CONFIG, 3);
    expected.initialize(manager);
    OwnMaskTransformer own = model(Mask::lookAhead);
    assertThat(Weights.of(own).keySet()).isEqualTo(Weights.of(expected).keySet());
    assertThat(own.logits(source, target, false).toFloatArray())
        .containsExactly(expected.logits(source, target, false).toFloatArray(), within(1e-6f));
  }

  @Test
  void with_the_right_masks_it_says_token_by_token_what_it_says_of_the_whole_target() {
    assertThat(differenceOfDecoding(model(Mask::lookAhead))).isLessThan(1e-5f);
  }

  @Test
  void without_a_look_ahead_mask_the_two_differ() {
    assertThat(differenceOfDecoding(model((m, t) -> Mask.none()))).isGreaterThan(1e-3f);
  }

  @Test
  void without_the_memory_mask_padding_of_the_source_changes_the_answer() {
    OwnMaskTransformer right = model(Mask::lookAhead);
    OwnMaskTransformer wrong = new OwnMaskTransformer(CONFIG, 3, Mask::lookAhead, s -> Mask.none());
    wrong.initialize(manager);
    NDArray shorter = source.get(new NDIndex(":, :4"));
    for (OwnMaskTransformer model : List.of(right, wrong)) {
      NDArray moved =
          model.logits(source, target, false).sub(model.logits(shorter, target, false)).abs();
      assertThat(moved.max().getFloat() > 1e-3).isEqualTo(model == wrong);
    }
  }

  private float differenceOfDecoding(OwnMaskTransformer model) {
    NDArray whole = model.logits(source, target, false); // (1, T, V)
    float most = 0;
    try (DecodingState state = model.start(source)) {
      for (int t = 0; t < 4; t++) {
        NDArray one = state.next(target.get(new NDIndex(":, {}", t)));
        NDArray known = whole.get(new NDIndex(":, {}", t));
        most = Math.max(most, one.sub(known).abs().max().getFloat());
      }
    }
    return most;
  }

  private OwnMaskTransformer model(OwnMaskTransformer.TargetMask mask) {
    OwnMaskTransformer model = new OwnMaskTransformer(CONFIG, 3, mask);
    model.initialize(manager);
    return model;
  }
}
