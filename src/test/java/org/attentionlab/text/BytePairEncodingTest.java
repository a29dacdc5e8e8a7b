package org.attentionlab.text;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BytePairEncodingTest {

  /** The words of Figure 1 and section 3.2 of the paper, with their frequencies. */
  private static final Map<String, Long> FIGURE =
      Map.of("low", 5L, "lower", 2L, "newest", 6L, "widest", 3L);

  @Example
  void theFirstMergesAreThoseOfThePapersFigure() {
    List<BytePairMerge> learned =
        new FormulaBytePairLearner(BytePairConvention.PAPER).learn(FIGURE, 3, 1);
    assertThat(learned)
        .containsExactly(
            new BytePairMerge(new SymbolPair("e", "s"), 9),
            new BytePairMerge(new SymbolPair("es", "t"), 9),
            new BytePairMerge(new SymbolPair("est", "</w>"), 9));
  }

  @Example
  void subwordNmtWritesTheEndToTheLastCharacterAndTakesTheLargerOfEqualPairs() {
    List<BytePairMerge> learned =
        new FormulaBytePairLearner(BytePairConvention.SUBWORD_NMT).learn(FIGURE, 2, 1);
    assertThat(learned) // (s, t</w>) and (e, s) are both there 9 times
        .containsExactly(
            new BytePairMerge(new SymbolPair("s", "t</w>"), 9),
            new BytePairMerge(new SymbolPair("e", "st</w>"), 9));
  }

  /** The files are explained beside them. */
  @Example
  void mergesAndCutsAreThoseOfSubwordNmt() throws IOException, URISyntaxException {
    Path folder = Path.of(getClass().getResource("/subword-nmt").toURI());
    List<List<String>> text =
        TextFiles.readLines(folder.resolve("text.txt")).stream()
            .map(line -> List.of(line.split(" ")))
            .toList();
    BytePairMerges theirs = BytePairMerges.read(folder.resolve("merges.txt"));
    BytePairConvention convention = BytePairConvention.SUBWORD_NMT;
    List<BytePairMerge> learned =
        new IncrementalBytePairLearner(convention).learn(BytePairLearner.count(text), 120, 2);
    assertThat(BytePairMerges.of(convention, learned)).isEqualTo(theirs);
    BytePairEncoder encoder = new BytePairEncoder(theirs);
    List<String> cut =
        text.stream()
            .map(words -> words.stream().flatMap(word -> encoder.encode(word).stream()))
            .map(symbols -> symbols.map(BytePairEncodingTest::shown).collect(joining(" ")))
            .toList();
    assertThat(cut).isEqualTo(TextFiles.readLines(folder.resolve("cut.txt")));
  }

  private static String shown(String symbol) {
    return symbol.endsWith("</w>") ? symbol.replace("</w>", "") : symbol + "@@";
  }

  @Property
  void theFastLearnerFindsTheMergesOfThePapersAlgorithm(
      @ForAll("words") Map<String, Long> words,
      @ForAll BytePairConvention convention,
      @ForAll @IntRange(max = 40) int merges,
      @ForAll @IntRange(min = 1, max = 4) int minFrequency) {
    assertThat(new IncrementalBytePairLearner(convention).learn(words, merges, minFrequency))
        .isEqualTo(new FormulaBytePairLearner(convention).learn(words, merges, minFrequency));
  }

  @Property
  void theEncoderAppliesAllMergesInTheirOrder(
      @ForAll("words") Map<String, Long> words,
      @ForAll("words") Map<String, Long> others,
      @ForAll BytePairConvention convention) {
    BytePairMerges merges =
        BytePairMerges.of(
            convention, new IncrementalBytePairLearner(convention).learn(words, 40, 1));
    BytePairEncoder encoder = new BytePairEncoder(merges);
    for (String word : others.keySet()) {
      List<String> symbols = convention.symbols(word);
      for (SymbolPair pair : merges.pairs()) {
        symbols = pair.mergeIn(symbols);
      }
      assertThat(encoder.encode(word)).isEqualTo(symbols);
      assertThat(encoder.encode(word)).as("looked up").isEqualTo(symbols);
    }
  }

  @Example
  void aPairThatComesUpASecondTimeIsMergedASecondTime() {
    BytePairMerges merges =
        new BytePairMerges(
            BytePairConvention.PAPER,
            List.of(
                new SymbolPair("ab", "c"), new SymbolPair("a", "b"), new SymbolPair("ab", "c")));
    assertThat(new BytePairEncoder(merges).encode("abc")).containsExactly("abc", "</w>");
  }

  @Example
  void pairsAreOrderedByCodePointsAlsoBeyondTheFirst65536() {
    SymbolPair late = new SymbolPair("🙂", "a"); // U+1F642, in Java D83D DE42
    SymbolPair early = new SymbolPair("￭", "a"); // U+FFED
    assertThat(early).isLessThan(late);
    assertThat(new SymbolPair("a", "b")).isLessThan(new SymbolPair("ab", "a"));
    assertThat(new SymbolPair("a", "🙂")).isLessThan(new SymbolPair("a", "🙃"));
  }

  @Example
  void mergesSurviveTheirFile() throws IOException {
    Path file = Files.createTempFile("merges", ".txt");
    for (BytePairConvention convention : BytePairConvention.values()) {
      BytePairMerges merges =
          BytePairMerges.of(
              convention, new IncrementalBytePairLearner(convention).learn(FIGURE, 10, 2));
      merges.write(file);
      assertThat(BytePairMerges.read(file)).isEqualTo(merges);
    }
    assertThat(Files.readString(file)).startsWith("#version: 0.2\ns t</w>\n");
    Files.writeString(file, "#version: 0.2\ns t</w>\nst\n");
    assertThatThrownBy(() -> BytePairMerges.read(file)).hasMessageContaining("line 3");
    Files.writeString(file, "s t</w>\n");
    assertThatThrownBy(() -> BytePairMerges.read(file)).hasMessageContaining("#version: 0.2");
    Files.delete(file);
  }

  @Example
  void learningStopsWhenNoPairIsFrequentEnough() {
    BytePairLearner learner = new IncrementalBytePairLearner(BytePairConvention.PAPER);
    assertThat(learner.learn(Map.of("ab", 1L), 10, 2)).isEmpty();
    assertThat(learner.learn(Map.of("ab", 1L), 10, 1)).hasSize(2);
    assertThatThrownBy(() -> learner.learn(Map.of(), -1, 1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> learner.learn(Map.of("a", 0L), 1, 1)).hasMessageContaining("\"a\"");
  }

  /** Words of few different characters, so that pairs overlap and tie; and some odd ones. */
  @Provide
  Arbitrary<Map<String, Long>> words() {
    Arbitrary<String> narrow =
        Arbitraries.strings().withChars('a', 'b').ofMinLength(1).ofMaxLength(9);
    Arbitrary<String> odd =
        Arbitraries.of("a", "<", "/", "w", ">", "🙂", "￭", "국")
            .list()
            .ofMinSize(1)
            .ofMaxSize(6)
            .map(characters -> String.join("", characters));
    return Arbitraries.maps(
            Arbitraries.oneOf(narrow, narrow, odd), Arbitraries.longs().between(1, 5))
        .ofMaxSize(12);
  }
}
