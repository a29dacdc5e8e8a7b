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

class BytePairTokenizerTest {

  private static final List<String> TEXT =
      List.of(
          "A man plays a guitar, and a man sings.",
          "Ein Mann spielt Gitarre, und ein Mann singt.",
          "Two men (both young) play; \"young\" men sing!",
          "한 남자가 기타를 치고, 한 남자가 노래한다.");

  private final Tokenizer tokenizer = BytePairTokenizer.learn(TEXT, 60);

  @Example
  void wordsAndMarksAreCutAndTheirJoinersSayWhereNoBlankWas() {
    assertThat(JoinedWords.cut("Er sagt: \"Ja.\""))
        .containsExactly("Er", "sagt", "￭:", "\"￭", "Ja", "￭.", "￭\"");
    assertThat(JoinedWords.cut("(3.5)  don't…"))
        .containsExactly("(￭", "3.5", "￭)", "", "don't", "￭…");
    assertThat(JoinedWords.cut("")).isEmpty();
    assertThatThrownBy(() -> JoinedWords.cut("a￭b")).hasMessageContaining("position 1");
  }

  @Example
  void frequentWordsAreOneTokenAndRareOnesSeveral() {
    assertThat(tokenizer.tokenize("man, Mann")).contains("man</w>", "￭,</w>");
    assertThat(tokenizer.tokenize("Mannheim")).hasSizeGreaterThan(2);
    assertThat(tokenizer.tokenize("")).isEmpty();
  }

  @Property
  void joiningThePiecesGivesTheTextBack(@ForAll("lines") String line) {
    assertThat(tokenizer.join(tokenizer.tokenize(line)))
        .isEqualTo(Normalizer.normalize(line, Normalizer.Form.NFC));
  }

  @Property
  void noTokenHasABlankOrIsReserved(@ForAll("lines") String line) {
    assertThat(tokenizer.tokenize(line)).noneMatch(token -> token.contains(" "));
    Vocabulary.of(List.of(tokenizer.tokenize(line))); // refuses reserved and empty tokens
  }

  @Example
  void aWordThatAModelLeftUnfinishedIsShown() {
    assertThat(tokenizer.join(List.of("a</w>", "gui", "tar"))).isEqualTo("a guitar");
    assertThat(tokenizer.join(List.of("￭</w>", "a</w>", "b</w>"))).isEqualTo("a b");
  }

  /** Any Unicode text on one line, with many blanks, marks and the kit's own signs. */
  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(4),
            Arbitraries.of(
                " ", "  ", ".", ",", "\"", "man", "남자", "don't", "</w>", "<pad>", "1,000.5", "é",
                "\u00a0", "\t", "🙂", "@@", "&quot;", "-", "▁"));
    return piece
        .list()
        .ofMaxSize(14)
        .map(pieces -> String.join("", pieces))
        .filter(text -> text.codePoints().noneMatch(BytePairTokenizerTest::isRefused));
  }

  private static boolean isRefused(int point) {
    return point == '\n'
        || point == '\r'
        || Character.toString(point).equals(JoinedWords.JOINER)
        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
