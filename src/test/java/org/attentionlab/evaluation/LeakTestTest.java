package org.attentionlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.transformer.Transformer;
import org.attentionlab.transformer.TransformerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeakTestTest {

  private static final int PAD = 0;
  private static final int VOCABULARY = 20;
  private static final int T = 6;

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  // ---------------------------------------------------------------- the correct model

  @Test
  void a_transformer_does_not_see_the_future_its_padding_or_its_neighbours_in_the_batch() {
    Transformer model = transformer(1);
    NDArray source = ids(2, 5, 1);
    NDArray target = ids(2, T, 2);
    assertThat(
            LeakTest.lookAhead(
                t -> model.decoderStates(source, t, false),
                target,
                VOCABULARY,
                3,
                t -> model.attentionWeights(source, t).decoderSelf()))
        .matches(LeakReport::isClean);
    assertThat(LeakTest.padding(s -> model.encode(s, false).memory(), source, PAD, 3))
        .matches(LeakReport::isClean);
    assertThat(LeakTest.batch(s -> model.encode(s, false).memory(), source))
        .matches(LeakReport::isClean);
  }

  @Test
  void a_thousand_random_changes_of_hidden_tokens_in_random_models_move_no_bit() {
    int changes = 0;
    for (int seed = 0; changes < 1000; seed++) {
      Random random = new Random(seed);
      try (NDManager scratch = manager.newSubManager()) {
        Transformer model = transformer(seed);
        NDArray source = ids(1, 2 + random.nextInt(6), seed);
        NDArray target = ids(1, 12 + random.nextInt(12), seed + 1);
        source.attach(scratch);
        target.attach(scratch);
        LeakReport report =
            LeakTest.lookAhead(
                t -> model.decoderStates(source, t, false), target, VOCABULARY, seed);
        assertThat(report.leaks()).as("seed %d", seed).isEmpty();
        changes += report.compared();
      }
    }
  }

  // ---------------------------------------------------------------- the five famous bugs

  @Test
  void a_look_ahead_mask_on_the_wrong_axis_is_found() {
    NDArray wrong = Mask.lookAhead(manager, T).hidden().transpose(0, 1, 3, 2);
    LeakReport report = lookAhead(Mask.of(wrong), false, false);
    assertThat(report.isClean()).isFalse();
    assertThat(report.leaks().get(0).position()).isZero();
    assertThat(lookAhead(Mask.lookAhead(manager, T), false, false)).matches(LeakReport::isClean);
  }

  @Test
  void a_padding_mask_on_the_queries_is_found() {
    NDArray tokens = manager.create(new long[] {5, 6, 7, 8, PAD, PAD}).reshape(1, T);
    Mask right = Mask.padding(tokens, PAD);
    Mask wrong = Mask.of(right.hidden().transpose(0, 1, 3, 2));
    assertThat(hidden(right)).matches(LeakReport::isClean);
    assertThat(hidden(wrong).isClean()).isFalse();
  }

  @Test
  void zero_after_the_softmax_in_place_of_minus_infinity_before_it_is_found() {
    assertThat(lookAhead(Mask.lookAhead(manager, T), true, false).isClean()).isFalse();
  }

  @Test
  void minus_ten_thousand_is_found_when_the_scores_are_of_that_size() {
    Mask mask = Mask.lookAhead(manager, T);
    assertThat(lookAhead(mask, false, true, 1)).matches(LeakReport::isClean);
    assertThat(lookAhead(mask, false, true, 200).isClean()).isFalse();
    assertThat(lookAhead(mask, false, false, 200)).matches(LeakReport::isClean);
  }

  @Test
  void a_wrong_padding_id_is_found() {
    NDArray tokens = ids(1, 4, 1);
    assertThat(LeakTest.padding(t -> mean(t, PAD), tokens, PAD, 2)).matches(LeakReport::isClean);
    assertThat(LeakTest.padding(t -> mean(t, 1), tokens, PAD, 2).isClean()).isFalse();
  }

  @Test
  void a_report_says_what_was_changed_and_what_moved() {
    LeakReport report = lookAhead(Mask.none(), false, false);
    assertThat(report.toString())
        .startsWith("look-ahead: LEAK after 5 of 5 changes; changing 1 moves position 0");
  }

  @Test
  void the_first_layer_and_head_that_look_ahead_are_named() {
    NDArray blind = Mask.lookAhead(manager, T).hidden();
    NDArray honest = Mask.of(blind).softmax(manager.zeros(new Shape(1, 1, T, T)));
    NDArray leaking = manager.ones(new Shape(1, 1, T, T));
    NDArray layer2 = honest.concat(leaking, 1); // its second head sees all
    LeakReport report =
        LeakTest.lookAhead(
            t -> attend(t, Mask.none(), false, false, 1),
            ids(1, T, 1),
            VOCABULARY,
            1,
            t -> List.of(honest.concat(honest, 1), layer2));
    assertThat(report.leaks().get(0).head()).isEqualTo("layer 2, head 2");
  }

  @Test
  void attention_without_positions_is_equivariant_and_with_a_look_ahead_mask_it_is_not() {
    NDArray x = manager.randomNormal(new Shape(1, T, 8));
    assertThat(LeakTest.permutation(v -> attendVectors(v, Mask.none(), false, false), x, 1))
        .matches(LeakReport::isClean);
    Mask mask = Mask.lookAhead(manager, T);
    assertThat(LeakTest.permutation(v -> attendVectors(v, mask, false, false), x, 1).isClean())
        .isFalse();
  }

  // ---------------------------------------------------------------- small attentions, right and
  // wrong

  private LeakReport lookAhead(Mask mask, boolean zeroAfter, boolean tenThousand) {
    return lookAhead(mask, zeroAfter, tenThousand, 1);
  }

  private LeakReport lookAhead(Mask mask, boolean zeroAfter, boolean tenThousand, double size) {
    return LeakTest.lookAhead(
        t -> attend(t, mask, zeroAfter, tenThousand, size), ids(1, T, 1), VOCABULARY, 4);
  }

  private LeakReport hidden(Mask mask) {
    NDArray x = manager.randomNormal(new Shape(1, T, 8));
    return LeakTest.hidden(v -> attendVectors(v, mask, false, false), x, List.of(4, 5), 7);
  }

  private NDArray attend(
      NDArray tokens, Mask mask, boolean zeroAfter, boolean tenThousand, double size) {
    float[] table = new float[VOCABULARY * 8];
    Random random = new Random(9);
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (size * random.nextGaussian());
    }
    NDArray embedding = manager.create(table, new Shape(VOCABULARY, 8));
    return attendVectors(embedding.get(new NDIndex("{}", tokens)), mask, zeroAfter, tenThousand);
  }

  private static NDArray attendVectors(
      NDArray x, Mask mask, boolean zeroAfter, boolean tenThousand) {
    NDArray queries = x.get(":, :, 1:").concat(x.get(":, :, :1"), 2); // not the keys again
    NDArray scores = queries.matMul(x.transpose(0, 2, 1)).expandDims(1); // (B, 1, T, T)
    NDArray weights;
    if (zeroAfter) {
      weights = scores.softmax(-1).mul(mask.hidden().logicalNot().toType(DataType.FLOAT32, false));
    } else if (tenThousand) {
      weights = scores.add(mask.hidden().toType(DataType.FLOAT32, false).mul(-1e4)).softmax(-1);
    } else {
      weights = mask.softmax(scores);
    }
    return weights.squeeze(1).matMul(x);
  }

  /** The mean of the real tokens, at every position. */
  private NDArray mean(NDArray tokens, int paddingId) {
    NDArray x = tokens.toType(DataType.FLOAT32, true).expandDims(2); // (B, T, 1)
    NDArray scores = manager.zeros(new Shape(1, 1, x.getShape().get(1), x.getShape().get(1)));
    return Mask.padding(tokens, paddingId).softmax(scores).squeeze(1).matMul(x);
  }

  private Transformer transformer(long seed) {
    TransformerConfig config =
        TransformerConfig.tiny()
            .change()
            .optLayers(2)
            .optModelWidth(16)
            .optInnerWidth(32)
            .optHeads(2)
            .optDropout(0)
            .build()
            .withVocabulary(VOCABULARY);
    Transformer model = new Transformer(config, seed);
    ((SequenceToSequence) model).initialize(manager, DataType.FLOAT32, new Shape(1));
    return model;
  }

  private NDArray ids(int batch, int length, long seed) {
    Random random = new Random(seed);
    long[] ids = new long[batch * length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = 4 + random.nextInt(VOCABULARY - 4);
    }
    return manager.create(ids, new Shape(batch, length));
  }
}
