package org.attentionlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.text.WordTokenizer;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final Batch BATCH =
      new Batch(
          List.of(
              EncodedPair.of(new int[] {5, 6, 7}, new int[] {8}),
              EncodedPair.of(new int[] {9}, new int[] {10, 11})));

  @Test
  void theSourceEndsWithEosAndIsPadded() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray source = BATCH.source(manager);
      assertThat(source.getDataType()).isEqualTo(DataType.INT64);
      assertThat(source.getShape()).isEqualTo(new Shape(2, 4));
      assertThat(source.toLongArray()).containsExactly(5, 6, 7, 2, 9, 2, 0, 0);
    }
  }

  @Test
  void theTargetHasSosAndEosAndIsPadded() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray target = BATCH.target(manager);
      assertThat(target.getShape()).isEqualTo(new Shape(2, 4));
      assertThat(target.toLongArray()).containsExactly(1, 8, 2, 0, 1, 10, 11, 2);
    }
  }

  @Test
  void tokensAreCountedWithoutPaddingAndTheTargetWithoutSos() {
    assertThat(BATCH.sourceTokens()).isEqualTo(4 + 2);
    assertThat(BATCH.targetTokens()).isEqualTo(2 + 3);
    assertThat(BATCH.sourceLengths()).containsExactly(4, 2);
    assertThat(BATCH.targetLengths()).containsExactly(3, 4);
  }

  @Test
  void aPairIsCutAndEncodedByTokenizerAndVocabulary() {
    Vocabulary vocabulary = Vocabulary.of(List.of(List.of("a", "a", "b")));
    EncodedPair pair =
        EncodedPair.of(SentencePair.of("a b", "b c"), new WordTokenizer(), vocabulary);
    assertThat(pair.source()).containsExactly(4, 5, Vocabulary.EOS);
    assertThat(pair.target()).containsExactly(Vocabulary.SOS, 5, Vocabulary.UNK, Vocabulary.EOS);
  }

  @Test
  void anEmptyBatchIsRefused() {
    assertThatThrownBy(() -> new Batch(List.of())).hasMessageContaining("at least one");
  }
}
