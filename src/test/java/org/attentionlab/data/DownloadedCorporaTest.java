package org.attentionlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.attentionlab.data.DatasetManifest.Dataset;
import org.attentionlab.data.DatasetManifest.DatasetFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading, with small made-up files; the real ones are not needed. */
class DownloadedCorporaTest {

  @TempDir Path mirror;
  @TempDir Path cache;

  @Test
  void entitiesAndOddBlanksAreTidied() {
    assertThat(ParallelText.tidy("Tom &amp; Jerry\u00a0: &quot;Salut\u202f!&quot;  "))
        .isEqualTo("Tom & Jerry : \"Salut !\"");
    assertThat(ParallelText.tidy("\u1112\u1161\u11ab")).isEqualTo("한");
  }

  @Test
  void linesOfTwoFilesArePairedInOrder() throws Exception {
    ParallelText text = text("a.en.gz", "one\ntwo\n", "a.de.gz", "eins\nzwei\n");
    assertThat(text.aligned("a.en.gz", "a.de.gz"))
        .containsExactly(SentencePair.of("one", "eins"), SentencePair.of("two", "zwei"));
  }

  @Test
  void filesOfDifferentLengthsAreRefused() throws Exception {
    ParallelText text = text("a.en.gz", "one\ntwo\n", "a.de.gz", "eins\n");
    assertThatThrownBy(() -> text.aligned("a.en.gz", "a.de.gz"))
        .hasMessageContaining("a.en.gz has 2 lines and a.de.gz has 1");
  }

  @Test
  void aFileWithTabsMayHaveMoreThanTwoColumns() throws Exception {
    ParallelText text = text("t.gz", "Go.\t가.\tCC-BY by somebody\n", "x.gz", "no tab\n");
    assertThat(text.tabbed("t.gz")).containsExactly(SentencePair.of("Go.", "가."));
    assertThatThrownBy(() -> text.tabbed("x.gz")).hasMessageContaining("x.gz, line 1");
  }

  @Test
  void everyCorpusIsInTheManifestWithItsLicence() {
    for (String name : DownloadedCorpora.names()) {
      assertThat(DownloadedCorpora.dataset(name).licence()).as(name).isNotBlank();
    }
    assertThat(DownloadedCorpora.dataset("multi30k-en-de").termsUnclear()).isTrue();
  }

  @Test
  void equalSourcesAreInTheSameSplitAndMostAreForTraining() {
    long training =
        IntStream.range(0, 1000).filter(i -> Split.of("sentence " + i) == Split.TRAIN).count();
    assertThat(training).isBetween(860L, 940L);
    assertThat(Split.of("Go.")).isEqualTo(Split.of("Go."));
  }

  @Test
  void aWrongNameIsAnsweredWithTheRightOnes() {
    assertThatThrownBy(() -> DownloadedCorpora.dataset("multi30k"))
        .hasMessageContaining("multi30k-en-de");
  }

  private ParallelText text(String first, String one, String second, String other)
      throws Exception {
    return new ParallelText(
        new Dataset("set", "", "", false, List.of(file(first, one), file(second, other))),
        new DatasetStore(cache, Optional.of(mirror)));
  }

  private DatasetFile file(String name, String content) throws Exception {
    byte[] plain = content.getBytes(StandardCharsets.UTF_8);
    byte[] packed = gzip(plain);
    Files.createDirectories(mirror.resolve("set"));
    Files.write(mirror.resolve("set/" + name), packed);
    return new DatasetFile(
        "set/" + name, "", packed.length, sha256(packed), plain.length, sha256(plain), false);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
