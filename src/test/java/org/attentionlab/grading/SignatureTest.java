package org.attentionlab.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignatureTest {

  @Test
  void aHeadIsTakenApartAtTheCommasOutsideOfAngleBrackets() {
    Signature head = Signature.of("List<int[]> merge(Map<String, Integer> counts, int times)");
    assertThat(head.returns()).isEqualTo("List<int[]>");
    assertThat(head.method()).isEqualTo("merge");
    assertThat(head.types()).containsExactly("Map<String, Integer>", "int");
    assertThat(head.names()).containsExactly("counts", "times");
    assertThat(head).hasToString("List<int[]> merge(Map<String, Integer> counts, int times)");
  }

  @Test
  void aMethodMayHaveNoParameters() {
    assertThat(Signature.of("String answer()").types()).isEmpty();
  }

  @Test
  void whatIsNoHeadIsRefused() {
    assertThatThrownBy(() -> Signature.of("answer"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("answer");
  }
}
