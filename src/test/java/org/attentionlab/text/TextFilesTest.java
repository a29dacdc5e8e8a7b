package org.attentionlab.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {

  @TempDir Path folder;

  @Test
  void linesComeBackAsTheyWereWritten() throws IOException {
    List<String> lines = List.of("하나", "", "drei – süß", " blank ");
    TextFiles.writeLines(folder.resolve("a.txt"), lines);
    assertThat(TextFiles.readLines(folder.resolve("a.txt"))).isEqualTo(lines);
  }

  @Test
  void windowsLineEndsAndAByteOrderMarkAreNotPartOfTheText() throws IOException {
    Path file = folder.resolve("w.txt");
    Files.writeString(file, "\uFEFFone\r\ntwo\r\nthree");
    assertThat(TextFiles.readLines(file)).containsExactly("one", "two", "three");
  }

  @Test
  void anEmptyFileHasNoLines() throws IOException {
    assertThat(TextFiles.readLines(Files.createFile(folder.resolve("e.txt")))).isEmpty();
  }

  @Test
  void aFileThatIsNotUtf8IsRefusedWithNameLineAndRemedy() throws IOException {
    Path file = folder.resolve("latin.txt");
    Files.write(file, "good\nsüß\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> TextFiles.readLines(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("latin.txt")
        .hasMessageContaining("line 2")
        .hasMessageContaining("73 fc df")
        .hasMessageContaining("iconv");
  }
}
