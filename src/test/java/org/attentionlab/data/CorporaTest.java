package org.attentionlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every generated corpus. */
class CorporaTest {

  static List<String> names() {
    return Corpora.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theTestHas2000PairsAndNoSourceTwice(String name) {
    List<SentencePair> test = Corpora.named(name).pairs(Split.TEST);
    assertThat(test).hasSize(2000);
    assertThat(sources(test)).hasSize(2000);
  }

  @ParameterizedTest
  @MethodSource("names")
  void noSourceSentenceIsInTwoSplits(String name) {
    Map<Split, Set<String>> sources = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      sources.put(split, sources(Corpora.named(name).pairs(split)));
    }
    assertThat(sources.get(Split.TEST)).doesNotContainAnyElementsOf(sources.get(Split.TRAIN));
    assertThat(sources.get(Split.TEST)).doesNotContainAnyElementsOf(sources.get(Split.VALIDATION));
    assertThat(sources.get(Split.VALIDATION)).doesNotContainAnyElementsOf(sources.get(Split.TRAIN));
  }

  @ParameterizedTest
  @MethodSource("names")
  void oneSourceHasOneTarget(String name) {
    Map<String, Set<String>> targets =
        Corpora.named(name).pairs(Split.TRAIN).stream()
            .collect(
                Collectors.groupingBy(
                    SentencePair::source,
                    Collectors.mapping(SentencePair::target, Collectors.toSet())));
    assertThat(targets.values()).allMatch(several -> several.size() == 1);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theTokenizerGivesEverySentenceBack(String name) {
    Corpus corpus = Corpora.named(name);
    Tokenizer tokenizer = corpus.tokenizer();
    for (SentencePair pair : corpus.pairs(Split.TEST)) {
      for (String sentence : List.of(pair.source(), pair.target())) {
        assertThat(tokenizer.join(tokenizer.tokenize(sentence))).isEqualTo(sentence);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyTokenOfTheTestIsKnownFromTraining(String name) {
    Corpus corpus = Corpora.named(name);
    Vocabulary known =
        Vocabulary.of(
            corpus.pairs(Split.TRAIN).stream()
                .map(pair -> pair.source() + " " + pair.target())
                .map(corpus.tokenizer()::tokenize)
                .toList(),
            10);
    for (SentencePair pair : corpus.pairs(Split.TEST)) {
      assertThat(corpus.tokenizer().tokenize(pair.source())).allMatch(known::contains);
      assertThat(corpus.tokenizer().tokenize(pair.target())).allMatch(known::contains);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void theNameTellsTheLanguages(String name) {
    Corpus corpus = Corpora.named(name);
    assertThat(name).endsWith("-" + corpus.sourceLanguage() + "-" + corpus.targetLanguage());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSizesThatAreToldAreTheSizesThatAreMade(String name) {
    Corpus corpus = Corpora.named(name);
    for (Split split : Split.values()) {
      assertThat(corpus.size(split)).isEqualTo(corpus.pairs(split).size());
    }
  }

  @Test
  void anUnknownNameListsTheNamesNearestFirst() {
    assertThatThrownBy(() -> Corpora.named("date-en-kr"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no corpus \"date-en-kr\"")
        .hasMessageContaining("one of: dates-en-ko")
        .hasMessageContaining("numbers-en-fr");
  }

  @Test
  void capitalLettersInANameDoNotMatter() {
    assertThat(Corpora.named("Dates-EN-ko").name()).isEqualTo("dates-en-ko");
  }

  private static Set<String> sources(List<SentencePair> pairs) {
    return pairs.stream().map(SentencePair::source).collect(Collectors.toCollection(HashSet::new));
  }
}
