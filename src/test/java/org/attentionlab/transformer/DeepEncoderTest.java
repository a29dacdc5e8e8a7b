package org.attentionlab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.training.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeepEncoderTest {

  private static final TransformerConfig SIZES =
      TransformerConfig.tiny()
          .change()
          .optLayers(3)
          .optModelWidth(8)
          .optInnerWidth(12)
          .optHeads(2)
          .optDropout(0)
          .optVocabulary(7)
          .build();

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private DeepEncoder deep(Join join) {
    DeepEncoder encoder = new DeepEncoder(SIZES, join, 5, 1);
    encoder.initialize(manager);
    return encoder;
  }

  @ParameterizedTest
  @EnumSource(
      value = Join.class,
      names = {"POST_LN", "PRE_LN"})
  void with_equal_weights_it_computes_what_the_encoder_computes(Join join) {
    DeepEncoder deep = deep(join);
    Encoder encoder =
        new Encoder(SIZES.change().optNormFirst(join == Join.PRE_LN).build(), RandomStream.of(2));
    encoder.initialize(manager);
    Map<String, NDArray> weights = new TreeMap<>(Weights.of(deep));
    weights.keySet().removeIf(n -> n.startsWith("embedding") || n.startsWith("output"));
    Weights.copy(weights, Weights.of(encoder)); // refuses if a name differs
    NDArray x = manager.randomNormal(new Shape(2, 4, 8));
    List<NDArray> states = deep.encode(x, Mask.none(), false);
    assertThat(states).hasSize(4);
    NDArray top = encoder.normalized(states.get(3));
    assertThat(top.toFloatArray())
        .containsExactly(
            encoder.encode(x, Mask.none(), false).memory().toFloatArray(), within(1e-6f));
  }

  @ParameterizedTest
  @EnumSource(
      value = Join.class,
      names = {"NO_RESIDUAL", "NO_NORM", "BATCH_NORM"})
  void the_other_joins_do_what_their_names_say_when_the_sublayers_return_nothing(Join join) {
    DeepEncoder deep = deep(join);
    Weights.of(deep)
        .forEach(
            (name, array) -> {
              if (name.contains("out_proj") || name.contains("linear2")) {
                array.set(manager.zeros(array.getShape()).toFloatArray());
              }
            });
    NDArray x = manager.randomNormal(new Shape(2, 4, 8));
    float[] top = deep.encode(x, Mask.none(), true).get(3).toFloatArray();
    switch (join) {
      case NO_RESIDUAL -> assertThat(top).containsOnly(0);
      case NO_NORM -> assertThat(top).containsExactly(x.toFloatArray());
      default -> {
        NDArray rows = x.reshape(8, 8);
        NDArray centred = rows.sub(rows.mean(new int[] {0}));
        NDArray deviation = centred.mul(centred).mean(new int[] {0}).sqrt();
        assertThat(top).containsExactly(centred.div(deviation).toFloatArray(), within(1e-3f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Join.class)
  void it_gives_every_token_scores_of_every_label(Join join) {
    NDArray tokens = manager.create(new long[][] {{1, 2, 3}, {4, 5, 0}});
    assertThat(deep(join).logits(tokens, false).getShape()).isEqualTo(new Shape(2, 3, 5));
  }

  @Test
  void padding_is_hidden_so_that_with_layer_norm_it_changes_no_real_token() {
    DeepEncoder deep = deep(Join.POST_LN);
    float[] alone = deep.logits(manager.create(new long[][] {{1, 2, 3}}), true).toFloatArray();
    float[] padded =
        deep.logits(manager.create(new long[][] {{1, 2, 3, 0, 0}, {5, 4, 3, 2, 1}}), true)
            .get("0, :3")
            .toFloatArray();
    assertThat(padded).containsExactly(alone, within(1e-5f));
  }

  @Test
  void with_batch_norm_in_training_neighbours_and_padding_change_a_real_token() {
    DeepEncoder deep = deep(Join.BATCH_NORM);
    float[] alone = deep.logits(manager.create(new long[][] {{1, 2, 3}}), true).toFloatArray();
    float[] padded =
        deep.logits(manager.create(new long[][] {{1, 2, 3, 0, 0}}), true)
            .get("0, :3")
            .toFloatArray();
    assertThat(java.util.Arrays.equals(alone, padded)).isFalse();
    assertThat(Math.abs(alone[0] - padded[0])).isGreaterThan(1e-3f);
  }
}
