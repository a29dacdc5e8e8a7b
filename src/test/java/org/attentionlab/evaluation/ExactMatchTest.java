package org.attentionlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactMatchTest {

  @Test
  void oneWrongCharacterMakesASentenceWrong() {
    ExactMatch match =
        ExactMatch.of(List.of("2021년 3월 5일", "2021년 3월 6일"), List.of("2021년 3월 5일", "2021년 3월 5일"));
    assertThat(match).isEqualTo(new ExactMatch(1, 2));
    assertThat(match).hasToString("exact 50.00");
  }

  @Test
  void theSameSyllableSpelledInLettersIsRight() {
    String letters = Normalizer.normalize("월", Normalizer.Form.NFD);
    assertThat(letters).isNotEqualTo("월");
    assertThat(ExactMatch.of(List.of(letters + " "), List.of("월")).percent()).isEqualTo(100);
  }

  @Test
  void percentagesHaveTwoDecimals() {
    List<String> right = Collections.nCopies(1987, "a");
    List<String> outputs = new java.util.ArrayList<>(right);
    outputs.addAll(Collections.nCopies(13, "b"));
    assertThat(ExactMatch.of(outputs, Collections.nCopies(2000, "a"))).hasToString("exact 99.35");
  }

  @Test
  void noSentencesAtAllAreAnError() {
    assertThatThrownBy(() -> ExactMatch.of(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
