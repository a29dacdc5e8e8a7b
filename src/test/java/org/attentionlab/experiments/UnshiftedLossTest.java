package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.attentionlab.text.Vocabulary;
import org.junit.jupiter.api.Test;

class UnshiftedLossTest {

  @Test
  void eachPositionIsAskedForTheTokenThatItReads() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray target = manager.create(new long[][] {{1, 7, 8, 2, 0}, {1, 9, 5, 6, 2}});
      NDArray[] asked = new NDArray[1];
      UnshiftedLoss loss =
          new UnshiftedLoss(
              (model, states, labels) -> {
                asked[0] = labels;
                return null;
              });
      loss.of(null, null, target.get(":, 1:"));
      assertThat(asked[0].toLongArray()).containsExactly(target.get(":, :-1").toLongArray());
      assertThat(asked[0].getLong(0, 0)).isEqualTo(Vocabulary.SOS);
    }
  }
}
