package org.attentionlab.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.attentionlab.text.TextFiles;
import org.attentionlab.text.Tokenizer;

/**
 * A corpus of one's own: a UTF-8 file with a pair a line, source and target parted by a tab. Which
 * split a pair belongs to follows from its source sentence alone, so that equal sources are never
 * in two splits: about a twentieth each for validation and test, the rest for training.
 */
public final class PairFile implements Corpus {

  private final Path file;
  private final Tokenizer tokenizer;
  private final Map<Split, List<SentencePair>> splits = new EnumMap<>(Split.class);

  private PairFile(Path file, Tokenizer tokenizer) {
    this.file = file;
    this.tokenizer = tokenizer;
    for (Split split : Split.values()) {
      splits.put(split, new ArrayList<>());
    }
  }

  /**
   * Reads a file; empty lines are passed over.
   *
   * @throws IOException if it is missing, not UTF-8, or a line is no pair; the message names file
   *     and line
   */
  public static PairFile read(Path file, Tokenizer tokenizer) throws IOException {
    PairFile corpus = new PairFile(file, tokenizer);
    List<String> lines = TextFiles.readLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      String[] sides = line.split("\t", -1);
      if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
        throw new IOException(
            "%s, line %d: expected a source, one tab and a target, but found \"%s\". Correct the line or take it out."
                .formatted(file, i + 1, line.length() > 60 ? line.substring(0, 60) + "…" : line));
      }
      SentencePair pair = SentencePair.of(sides[0].strip(), sides[1].strip());
      corpus.splits.get(Split.of(pair.source())).add(pair);
    }
    return corpus;
  }

  @Override
  public String name() {
    return file.getFileName().toString();
  }

  @Override
  public String description() {
    return "pairs from the file " + file;
  }

  @Override
  public String sourceLanguage() {
    return "und"; // undetermined, as BCP 47 says it
  }

  @Override
  public String targetLanguage() {
    return "und";
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public List<SentencePair> pairs(Split split) {
    return List.copyOf(splits.get(split));
  }
}
