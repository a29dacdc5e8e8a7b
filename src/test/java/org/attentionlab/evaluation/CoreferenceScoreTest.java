package org.attentionlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.attentionlab.data.Antecedent;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.decoding.Translation;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.WordTokenizer;
import org.junit.jupiter.api.Test;

class CoreferenceScoreTest {

  private static final Tokenizer WORDS = new WordTokenizer();
  private static final SentencePair RIDDLE =
      new SentencePair(
          "The animal left the street because it was tired .",
          "a b animal c .",
          Optional.empty(),
          Optional.of(new Antecedent(6, 1, 4, 2)));

  private static Translation said(String text) {
    return new Translation("", List.of(), WORDS.tokenize(text), text, List.of(), 0, true);
  }

  private static CoreferenceScore score(String... outputs) {
    return CoreferenceScore.of(
        java.util.Arrays.stream(outputs).map(CoreferenceScoreTest::said).toList(),
        java.util.Collections.nCopies(outputs.length, RIDDLE),
        WORDS);
  }

  @Test
  void only_the_word_at_the_place_of_the_choice_counts() {
    assertThat(score("a b animal c .")).isEqualTo(new CoreferenceScore(1, 1));
    assertThat(score("x y animal")).isEqualTo(new CoreferenceScore(1, 1));
    assertThat(score("a b street c .")).isEqualTo(new CoreferenceScore(0, 1));
  }

  @Test
  void a_translation_that_ends_before_the_choice_is_wrong() {
    assertThat(score("a b", "a b animal")).isEqualTo(new CoreferenceScore(1, 2));
    assertThat(score("a b", "a b animal").percent()).isEqualTo(50);
    assertThat(score("a b", "a b animal")).hasToString("it 50.00");
  }

  @Test
  void pairs_without_an_antecedent_are_passed_over() {
    SentencePair other = SentencePair.of("The dog slept .", "a b c");
    CoreferenceScore score =
        CoreferenceScore.of(List.of(said("z"), said("a b animal")), List.of(other, RIDDLE), WORDS);
    assertThat(score).isEqualTo(new CoreferenceScore(1, 1));
    assertThatThrownBy(() -> CoreferenceScore.of(List.of(said("z")), List.of(other), WORDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("grammar-en-ko");
  }

  @Test
  void as_many_outputs_as_pairs_are_needed() {
    assertThatThrownBy(() -> CoreferenceScore.of(List.of(), List.of(RIDDLE), WORDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 and 1");
  }

  /** The references know what "it" is; one that names the rival instead is always found out. */
  @Test
  void the_references_of_the_corpus_are_right_and_with_the_rival_they_are_wrong() {
    Corpus corpus = Corpora.named("grammar-en-ko");
    List<SentencePair> riddles =
        corpus.pairs(Split.TEST).stream().filter(p -> p.antecedent().isPresent()).toList();
    List<Translation> right = riddles.stream().map(p -> tokens(p, corpus, "")).toList();
    List<Translation> wrong = riddles.stream().map(p -> tokens(p, corpus, "rival")).toList();
    Tokenizer tokenizer = corpus.tokenizer();
    assertThat(CoreferenceScore.of(right, riddles, tokenizer).percent()).isEqualTo(100);
    assertThat(CoreferenceScore.of(wrong, riddles, tokenizer).right()).isZero();
  }

  private static Translation tokens(SentencePair pair, Corpus corpus, String instead) {
    List<String> tokens = new java.util.ArrayList<>(corpus.tokenizer().tokenize(pair.target()));
    if (!instead.isEmpty()) {
      tokens.set(pair.antecedent().orElseThrow().choice(), instead);
    }
    return new Translation(pair.source(), List.of(), tokens, "", List.of(), 0, true);
  }
}
