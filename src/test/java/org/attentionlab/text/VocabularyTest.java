package org.attentionlab.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {

  private static final Vocabulary PETS =
      Vocabulary.of(List.of(List.of("the", "cat", "saw", "the", "dog"), List.of("the", "cat")));

  @Test
  void theFourSpecialTokensComeFirstThenTheMostFrequent() {
    assertThat(PETS.size()).isEqualTo(8);
    assertThat(List.of(PETS.token(0), PETS.token(1), PETS.token(2), PETS.token(3)))
        .containsExactly("<pad>", "<sos>", "<eos>", "<unk>");
    assertThat(PETS.id("the")).isEqualTo(4);
    assertThat(PETS.id("cat")).isEqualTo(5);
    assertThat(PETS.id("dog")).as("equal counts go by their letters").isEqualTo(6);
    assertThat(PETS.id("saw")).isEqualTo(7);
  }

  @Test
  void rareTokensCanBeLeftOut() {
    Vocabulary frequent = Vocabulary.of(List.of(List.of("a", "a", "b")), 2);
    assertThat(frequent.contains("a")).isTrue();
    assertThat(frequent.contains("b")).isFalse();
  }

  @Test
  void whatIsNotKnownIsUnk() {
    assertThat(PETS.ids(List.of("the", "horse"))).containsExactly(4, Vocabulary.UNK);
  }

  @Test
  void readingIdsSkipsPaddingAndStopsAtTheEnd() {
    assertThat(PETS.tokens(new int[] {1, 4, 0, 5, 2, 6, 7})).containsExactly("the", "cat");
  }

  @Test
  void anIdOutsideIsNamedTogetherWithTheRange() {
    assertThatThrownBy(() -> PETS.token(8))
        .hasMessageContaining("8")
        .hasMessageContaining("0 to 7");
    assertThatThrownBy(() -> PETS.token(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reservedAndBrokenTokensAreRefused() {
    assertThatThrownBy(() -> Vocabulary.of(List.of(List.of("<pad>"))))
        .hasMessageContaining("<pad>");
    assertThatThrownBy(() -> Vocabulary.of(List.of(List.of("a\nb")))).hasMessageContaining("a\\nb");
    assertThatThrownBy(() -> Vocabulary.of(List.of(List.of("")))).hasMessageContaining("character");
  }

  @Property
  void tokensOfIdsAreTheTokens(
      @ForAll @Size(min = 1, max = 5)
          List<@Size(max = 8) List<@AlphaChars @StringLength(min = 1, max = 3) String>> sentences) {
    Vocabulary vocabulary = Vocabulary.of(sentences);
    for (List<String> sentence : sentences) {
      assertThat(vocabulary.tokens(vocabulary.ids(sentence))).isEqualTo(sentence);
    }
  }

  @Test
  void aFileGivesTheSameVocabularyBack(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("new").resolve("vocabulary.txt");
    PETS.write(file);
    assertThat(Vocabulary.read(file)).isEqualTo(PETS);
    assertThat(Files.readString(file))
        .isEqualTo("<pad>\n<sos>\n<eos>\n<unk>\nthe\ncat\ndog\nsaw\n");
    assertThat(Files.list(file.getParent())).containsExactly(file);
  }

  @Test
  void aBrokenFileIsRefusedWithTheNumberOfTheLine(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("v.txt");
    Files.writeString(file, "<pad>\n<sos>\n<unk>\n<eos>\n");
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("<eos>");
    Files.writeString(file, "<pad>\n<sos>\n<eos>\n<unk>\na\nb\na\n");
    assertThatThrownBy(() -> Vocabulary.read(file))
        .hasMessageContaining("line 7")
        .hasMessageContaining("line 5");
    Files.writeString(file, "<pad>\n<sos>\n<eos>\n<unk>\n\nb\n");
    assertThatThrownBy(() -> Vocabulary.read(file)).hasMessageContaining("line 5");
    Files.writeString(file, "<pad>\n<sos>\n");
    assertThatThrownBy(() -> Vocabulary.read(file)).hasMessageContaining("end of the file");
    assertThatThrownBy(() -> Vocabulary.read(folder.resolve("none")))
        .hasMessageContaining("There is no file");
  }
}
