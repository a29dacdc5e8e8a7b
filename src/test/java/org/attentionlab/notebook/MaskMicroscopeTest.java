package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.attention.Mask;
import org.junit.jupiter.api.Test;

class MaskMicroscopeTest {

  private static final List<String> WORDS = List.of("the", "cat", "sat");

  @Test
  void it_says_in_words_what_each_row_may_see() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(MaskMicroscope.of(Mask.lookAhead(manager, 3), WORDS).sentences())
          .containsExactly(
              "\"the\" (0) sees 1 of 3: itself",
              "\"cat\" (1) sees 2 of 3: the, itself",
              "\"sat\" (2) sees all 3 words");
    }
  }

  @Test
  void in_a_list_that_can_change_a_word_still_knows_itself_and_text_marks_what_is_seen() {
    try (NDManager manager = NDManager.newBaseManager()) {
      MaskMicroscope view = MaskMicroscope.of(Mask.lookAhead(manager, 3), new ArrayList<>(WORDS));
      assertThat(view.sentences().get(1)).endsWith("the, itself");
      assertThat(view.toString().lines().toList().get(2)).startsWith("✓ ✓ · ");
    }
  }

  @Test
  void rows_that_see_nothing_are_named() {
    try (NDManager manager = NDManager.newBaseManager()) {
      boolean[][] hidden = {{false, false, false}, {true, true, true}, {true, false, true}};
      MaskMicroscope view = MaskMicroscope.of(Mask.of(manager.create(hidden)), WORDS);
      assertThat(view.blindRows()).containsExactly(1);
      assertThat(view.bundle().html()).contains("Rows that see nothing: [1]");
      assertThat(view.toString()).contains("\"cat\" (1) sees NOTHING");
    }
  }

  @Test
  void the_padding_of_each_sentence_of_a_batch_can_be_looked_at() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Mask mask = Mask.padding(manager.create(new long[][] {{5, 6, 7}, {5, 0, 0}}), 0);
      assertThat(MaskMicroscope.of(mask, WORDS, WORDS, 0).sentences().get(0)).contains("all 3");
      assertThat(MaskMicroscope.of(mask, WORDS, WORDS, 1).sentences().get(2))
          .contains("1 of 3: the");
    }
  }

  @Test
  void a_mask_that_does_not_fit_the_words_is_refused() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> MaskMicroscope.of(Mask.lookAhead(manager, 4), WORDS))
          .withMessageContaining("3 words")
          .withMessageContaining("(1, 1, 4, 4)");
    }
  }
}
