package org.attentionlab.data.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LexiconTest {

  private final Lexicon lexicon = new Lexicon();

  @Test
  void thereAreSomeThreeHundredWords() {
    Set<String> words = new TreeSet<>();
    lexicon.nouns.forEach(noun -> words.add(noun.english()));
    lexicon.verbs.forEach(verb -> words.add(verb.english()));
    lexicon.adjectives.forEach(adjective -> words.add(adjective.english()));
    lexicon.adverbs.forEach(adverb -> words.add(adverb.english()));
    assertThat(words).hasSizeBetween(250, 350);
  }

  @Test
  void everyTagThatAVerbAsksForIsATagOrANounOfTheList() {
    Set<String> known = new HashSet<>();
    for (Noun noun : lexicon.nouns) {
      known.add(noun.english());
      known.addAll(noun.tags());
    }
    assertThat(lexicon.verbs).allMatch(verb -> known.containsAll(verb.subjects()));
    assertThat(lexicon.verbs).allMatch(verb -> known.containsAll(verb.objects()));
    assertThat(lexicon.adjectives).allMatch(adjective -> known.containsAll(adjective.nouns()));
    assertThat(lexicon.frames).allMatch(frame -> known.containsAll(frame.subjects()));
    assertThat(lexicon.frames).allMatch(frame -> known.containsAll(frame.objects()));
  }

  @Test
  void everyMannerIsAnAdverb() {
    assertThat(lexicon.verbs)
        .flatMap(Verb::manners)
        .allMatch(
            word -> lexicon.adverbs("manner").stream().anyMatch(a -> a.english().equals(word)));
  }

  @Test
  void everyKoreanWordIsADictionaryFormWithAFormThatCanTakeThePast() {
    assertThat(lexicon.verbs)
        .allMatch(v -> v.korean().endsWith("다") && !Hangul.hasBatchim(v.connected()));
    assertThat(lexicon.adjectives)
        .allMatch(a -> a.korean().endsWith("다") && !Hangul.hasBatchim(a.connected()));
  }

  /** ㄴ is last consonant 4, ㄹ is 8; both stand under the last syllable of these forms. */
  @Test
  void theFormsBeforeANounEndWithNieunAndRieul() {
    assertThat(lexicon.verbs).allMatch(verb -> batchim(verb.pastModifier()) == 4);
    assertThat(lexicon.verbs).allMatch(verb -> batchim(verb.futureModifier()) == 8);
    assertThat(lexicon.adjectives).allMatch(adjective -> batchim(adjective.modifier()) == 4);
  }

  @Test
  void theReasonsOfAFrameDescribeEitherTheSubjectOrTheObject() {
    assertThat(lexicon.frames)
        .allMatch(frame -> frame.ofSubject().stream().noneMatch(frame.ofObject()::contains));
  }

  @Test
  void everyReasonIsAnAdjectiveAndEveryReasonOfAnObjectFitsSomeObject() {
    for (Frame frame : lexicon.frames) {
      Stream.concat(frame.ofSubject().stream(), frame.ofObject().stream())
          .forEach(word -> assertThat(lexicon.adjective(word)).isNotNull());
      for (String word : frame.ofObject()) {
        assertThat(lexicon.nouns(frame.objects()))
            .as("%s %s", frame.verb(), word)
            .anyMatch(lexicon.adjective(word)::goesWith);
      }
    }
  }

  private static int batchim(String word) {
    return (word.charAt(word.length() - 1) - 0xAC00) % 28;
  }
}
