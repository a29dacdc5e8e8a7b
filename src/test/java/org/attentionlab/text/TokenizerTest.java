package org.attentionlab.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TokenizerTest {

  private final Tokenizer words = new WordTokenizer();
  private final Tokenizer characters = new CharacterTokenizer();

  @Example
  void wordsAreCutAtBlanksAndPunctuation() {
    assertThat(words.tokenize("The animal didn't cross, it was  too tired."))
        .containsExactly("The", "animal", "didn't", "cross", ",", "it", "was", "too", "tired", ".");
    assertThat(words.tokenize("그 동물이 너무 피곤했다.")).containsExactly("그", "동물이", "너무", "피곤했다", ".");
    assertThat(words.tokenize("(3.5 well-known \"rules\" — really?)"))
        .containsExactly("(", "3.5", "well-known", "\"", "rules", "\"", "—", "really", "?", ")");
  }

  @Example
  void anEmptyTextHasNoTokens() {
    assertThat(words.tokenize("")).isEmpty();
    assertThat(words.tokenize(" \t ")).isEmpty();
    assertThat(characters.tokenize("")).isEmpty();
  }

  @Example
  void aNoBreakSpaceSeparatesWordsToo() {
    assertThat(words.tokenize("deux\u00A0mots\u3000셋")).containsExactly("deux", "mots", "셋");
  }

  @Example
  void charactersAreCodePointsAndABlankIsVisible() {
    assertThat(characters.tokenize("5 März 🙂"))
        .containsExactly("5", "▁", "M", "ä", "r", "z", "▁", "🙂");
  }

  @Example
  void aSyllableTypedInLettersIsTheSameToken() {
    String typed = Normalizer.normalize("금요일", Normalizer.Form.NFD);
    assertThat(typed).isNotEqualTo("금요일");
    assertThat(characters.tokenize(typed)).containsExactly("금", "요", "일");
    assertThat(words.tokenize(typed)).containsExactly("금요일");
  }

  @Example
  void whatIsNotOneSentenceIsRefusedWithTheReason() {
    assertThatThrownBy(() -> words.tokenize("one\ntwo")).hasMessageContaining("line break");
    assertThatThrownBy(() -> characters.tokenize("a\ud83d")).hasMessageContaining("position 1");
    assertThatThrownBy(() -> characters.tokenize("a▁b")).hasMessageContaining("position 1");
    assertThatThrownBy(() -> words.tokenize(null)).hasMessageContaining("null");
  }

  @Example
  void tokenizersAreFoundByName() {
    for (Tokenizer tokenizer : List.of(words, characters)) {
      assertThat(Tokenizer.named(tokenizer.name())).hasSameClassAs(tokenizer);
    }
    assertThatThrownBy(() -> Tokenizer.named("magic")).hasMessageContaining("\"word\"");
    assertThatThrownBy(() -> Tokenizer.named("bpe")).hasMessageContaining("merges");
  }

  @Property
  void joiningCharactersGivesTheTextBack(@ForAll("lines") String line) {
    assertThat(characters.join(characters.tokenize(line)))
        .isEqualTo(Normalizer.normalize(line, Normalizer.Form.NFC));
  }

  @Property
  void joiningWordsOfAUsuallySpacedSentenceGivesItBack(@ForAll("sentences") String sentence) {
    assertThat(words.join(words.tokenize(sentence))).isEqualTo(sentence);
  }

  @Property
  void wordsThatWereJoinedAreCutAtTheSamePlaces(@ForAll("sentences") String sentence) {
    List<String> once = words.tokenize(sentence);
    assertThat(words.tokenize(words.join(once))).isEqualTo(once);
  }

  @Property
  void noWordHasABlankInIt(@ForAll("lines") String line) {
    assertThat(words.tokenize(line))
        .allMatch(token -> token.codePoints().noneMatch(Character::isWhitespace))
        .noneMatch(String::isEmpty);
  }

  /** Any Unicode text on one line. */
  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.strings()
        .ofMaxLength(40)
        .filter(text -> text.codePoints().noneMatch(this::isRefused));
  }

  private boolean isRefused(int point) {
    return point == '\n' || point == '\r' || point == '▁' || isSurrogate(point);
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /** Words with commas between some of them and a mark at the end. */
  @Provide
  Arbitrary<String> sentences() {
    Arbitrary<String> word =
        Arbitraries.of("the", "don't", "well-known", "3.5", "1,000", "동물이", "über", "élan", "(x)");
    Arbitrary<String> comma = Arbitraries.of("", "", ",", ";", ":");
    Arbitrary<String> piece = word.flatMap(w -> comma.map(c -> w + c));
    return piece
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(pieces -> String.join(" ", pieces))
        .flatMap(text -> Arbitraries.of("", ".", "?", "!").map(end -> text + end));
  }
}
