package org.attentionlab.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.text.StringEscapeUtils;
import org.attentionlab.data.DatasetManifest.Dataset;
import org.attentionlab.data.DatasetManifest.DatasetFile;
import org.attentionlab.text.TextFiles;

/** Sentence pairs as people put them into files, tidied while they are read. */
final class ParallelText {

  private final Dataset dataset;
  private final DatasetStore store;

  ParallelText(Dataset dataset, DatasetStore store) {
    this.dataset = dataset;
    this.store = store;
  }

  /** Two files of equally many lines: line i of one translates line i of the other. */
  List<SentencePair> aligned(String source, String target) throws IOException {
    List<String> sources = lines(source);
    List<String> targets = lines(target);
    if (sources.size() != targets.size()) {
      throw new IOException(
          "%s has %,d lines and %s has %,d; they should translate each other line by line."
              .formatted(source, sources.size(), target, targets.size()));
    }
    List<SentencePair> pairs = new ArrayList<>(sources.size());
    for (int i = 0; i < sources.size(); i++) {
      pairs.add(SentencePair.of(tidy(sources.get(i)), tidy(targets.get(i))));
    }
    return pairs;
  }

  /** One file with a pair a line: source, tab, target; what comes after another tab is left out. */
  List<SentencePair> tabbed(String file) throws IOException {
    List<SentencePair> pairs = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String[] columns = lines.get(i).split("\t", -1);
      if (columns.length < 2) {
        throw new IOException(
            "%s, line %d: expected a source, a tab and a target.".formatted(file, i + 1));
      }
      pairs.add(SentencePair.of(tidy(columns[0]), tidy(columns[1])));
    }
    return pairs;
  }

  private List<String> lines(String name) throws IOException {
    String path = dataset.name() + "/" + name;
    DatasetFile file =
        dataset.files().stream()
            .filter(f -> f.path().equals(path))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("The manifest has no " + path));
    Path place = store.get(file);
    byte[] bytes = Files.readAllBytes(place);
    if (bytes.length > 1 && bytes[0] == 0x1f) { // gzip begins with 1f 8b
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readAllBytes();
      }
    }
    return TextFiles.lines(bytes, place.toString());
  }

  /** {@code &amp;} and its like as characters, every kind of blank as one blank, form NFC. */
  static String tidy(String line) {
    String plain = StringEscapeUtils.unescapeHtml4(line);
    String blanks = plain.replaceAll("[\\s\\p{Z}]+", " ").strip();
    return Normalizer.normalize(blanks, Normalizer.Form.NFC);
  }
}
