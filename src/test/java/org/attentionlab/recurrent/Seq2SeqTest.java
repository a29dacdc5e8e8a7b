package org.attentionlab.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.HashMap;
import java.util.Map;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.recurrent.Seq2SeqConfig.Cell;
import org.attentionlab.recurrent.Seq2SeqConfig.LookBack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Seq2SeqTest {

  private static Seq2Seq model(NDManager manager, LookBack attention, Cell cell, boolean both) {
    Seq2Seq model = new Seq2Seq(new Seq2SeqConfig(9, 9, 4, 6, 2, cell, attention, both, 0.2, 0), 1);
    model.initialize(manager);
    return model;
  }

  @ParameterizedTest
  @CsvSource({
    "NONE,GRU,false",
    "ADDITIVE,GRU,true",
    "ADDITIVE,LSTM,false",
    "DOT,LSTM,false",
    "GENERAL,RNN,true"
  })
  void sayingWordAfterWordGivesTheScoresOfTeacherForcing(
      LookBack attention, Cell cell, boolean both) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model = model(manager, attention, cell, both);
      NDArray source = manager.create(new long[][] {{3, 4, 5, 0}, {3, 4, 5, 6}});
      long[][] target = {{1, 5, 6}, {1, 7, 8}};
      NDArray whole = model.logits(source, manager.create(target), false);
      try (DecodingState state = model.start(source)) {
        for (int t = 0; t < 3; t++) {
          NDArray tokens = manager.create(new long[] {target[0][t], target[1][t]});
          assertThat(state.next(tokens).toFloatArray())
              .containsExactly(whole.get(new NDIndex(":, {}", t)).toFloatArray(), within(1e-5f));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(LookBack.class)
  void morePaddingChangesNothing(LookBack attention) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model = model(manager, attention, Cell.GRU, attention == LookBack.ADDITIVE);
      if (attention == LookBack.DOT) {
        model = model(manager, attention, Cell.LSTM, false);
      }
      NDArray target = manager.create(new long[][] {{1, 5, 6}});
      NDArray tight = manager.create(new long[][] {{3, 4, 5}});
      NDArray loose = manager.create(new long[][] {{3, 4, 5, 0, 0}});
      assertThat(model.logits(loose, target, false).toFloatArray())
          .containsExactly(model.logits(tight, target, false).toFloatArray(), within(1e-5f));
    }
  }

  @Test
  void withoutTeacherForcingTheTruthAfterTheFirstTokenDoesNotMatter() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model =
          new Seq2Seq(new Seq2SeqConfig(9, 9, 4, 6, 1, Cell.GRU, LookBack.NONE, false, 0, 0), 1);
      model.initialize(manager);
      NDArray source = manager.create(new long[][] {{3, 4, 5}});
      NDArray one = manager.create(new long[][] {{1, 5, 6}});
      NDArray two = manager.create(new long[][] {{1, 7, 8}});
      model.setTeacherForcing(0);
      assertThat(model.decoderStates(source, one, true).toFloatArray())
          .isEqualTo(model.decoderStates(source, two, true).toFloatArray());
      model.setTeacherForcing(1);
      assertThat(model.decoderStates(source, one, true).toFloatArray())
          .isNotEqualTo(model.decoderStates(source, two, true).toFloatArray());
    }
  }

  @Test
  void atHalfTeacherForcingEachSentenceHasItsOwnCoins() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model =
          new Seq2Seq(new Seq2SeqConfig(9, 9, 4, 6, 1, Cell.GRU, LookBack.NONE, false, 0, 0), 1);
      model.initialize(manager);
      int copies = 64;
      NDArray source = manager.create(new long[] {3, 4, 5}).broadcast(copies, 3);
      NDArray target = manager.create(new long[] {1, 5}).broadcast(copies, 2);
      model.setTeacherForcing(0.5);
      float[] states =
          model.decoderStates(source, target, true).get(new NDIndex(":, 1, 0")).toFloatArray();
      Map<Float, Integer> outcomes = new HashMap<>();
      for (float state : states) {
        outcomes.merge(state, 1, Integer::sum);
      }
      assertThat(outcomes).hasSize(2); // 5 was read, or what the model said
      assertThat(outcomes.values()).allMatch(count -> count >= copies / 4);
    }
  }

  @Test
  void aModelWithoutAttentionHasNoWeightsToSee() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model = model(manager, LookBack.NONE, Cell.GRU, false);
      NDArray ids = manager.create(new long[][] {{3, 4}});
      assertThatThrownBy(() -> model.attentionWeights(ids, ids)).hasMessageContaining("LookBack");
    }
  }
}
