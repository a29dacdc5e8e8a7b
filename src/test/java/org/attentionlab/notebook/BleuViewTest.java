package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.attentionlab.evaluation.Bleu;
import org.attentionlab.evaluation.BleuClinic;
import org.attentionlab.evaluation.NGramMatches;
import org.junit.jupiter.api.Test;

class BleuViewTest {

  @Test
  void eachWordHasTheLongestMatchThatItBelongsTo() {
    NGramMatches matches =
        NGramMatches.of(Bleu.standard(), "the cat sat on a mat", List.of("the cat sat on the mat"));
    assertThat(matches.orders()).containsExactly(4, 4, 4, 4, 0, 1);
    assertThat(matches.clipped()).containsOnly(false);
  }

  @Test
  void theRepeatedWordOfPapineniCountsTwiceOfSeven() {
    // The example of Papineni et al. (2002), section 2.1: modified unigram precision 2/7.
    String[] references = {"The cat is on the mat .", "There is a cat on the mat ."};
    String output = "the the the the the the the";
    Bleu lower = new Bleu(Bleu.standard().tokenizer(), true, Bleu.standard().smoothing(), true);
    NGramMatches matches = NGramMatches.of(lower, output, List.of(references));
    assertThat(matches.orders()).containsExactly(1, 1, 0, 0, 0, 0, 0);
    assertThat(matches.clipped().subList(2, 7)).containsOnly(true);
    String text = BleuView.of(lower, output, List.of(references)).toString();
    assertThat(text).contains("the¹ the¹ the× the×", "n = 1: 2 of 7 match, precision 28.6 %");
  }

  @Test
  void severalReferencesCountTogether() {
    NGramMatches matches = NGramMatches.of(Bleu.standard(), "a b c", List.of("a x", "y b c"));
    assertThat(matches.orders()).containsExactly(1, 2, 2);
  }

  @Test
  void theViewShowsPenaltyAndScoreOfTheMetric() {
    Bundle bundle = Rendering.of(BleuView.of("the cat sat", "the cat sat on the mat"));
    double score = Bleu.forSentences().sentence("the cat sat", List.of("the cat sat on the mat"));
    assertThat(bundle.text())
        .contains("exp(1 − 6/3) = 0.368", "BLEU %.2f".formatted(score), "none so long");
    assertThat(bundle.html()).contains("BLEU %.2f".formatted(score)).doesNotContain("<script");
  }

  @Test
  void wordsAreNeverMarkup() {
    assertThat(Rendering.of(BleuView.of("<i>", "<i>")).html())
        .contains("&lt;")
        .doesNotContain("<i>");
    assertThat(Rendering.of(BleuClinic.examine(List.of("<i>x", ""), List.of("<i>x", "y"))).html())
        .contains("some outputs are empty")
        .doesNotContain("<i>");
  }

  @Test
  void withoutAReferenceThereIsNothingToCompare() {
    assertThatThrownBy(() -> BleuView.of("a")).hasMessageContaining("at least one reference");
  }
}
