package org.attentionlab.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The merges of a byte-pair encoding, in the order in which they were learned; all that is needed
 * to cut a word.
 *
 * @param convention how the end of a word is written
 * @param pairs the pairs to merge, first to last
 */
public record BytePairMerges(BytePairConvention convention, List<SymbolPair> pairs) {

  public BytePairMerges {
    pairs = List.copyOf(pairs);
  }

  /** What a learner of this convention found. */
  public static BytePairMerges of(BytePairConvention convention, List<BytePairMerge> learned) {
    return new BytePairMerges(convention, learned.stream().map(BytePairMerge::pair).toList());
  }

  /**
   * Writes the format of subword-nmt: a line with the version, then one pair a line, parted by a
   * blank.
   */
  public void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(convention.header());
    pairs.forEach(pair -> lines.add(pair.left() + " " + pair.right()));
    TextFiles.writeLines(file, lines);
  }

  /**
   * Reads what {@link #write} or subword-nmt wrote.
   *
   * @throws IOException if the file is missing or no list of merges; the message names file and
   *     line
   */
  public static BytePairMerges read(Path file) throws IOException {
    List<String> lines = TextFiles.readLines(file);
    try {
      BytePairConvention convention =
          BytePairConvention.ofHeader(lines.isEmpty() ? "the end of the file" : lines.get(0));
      List<SymbolPair> pairs = new ArrayList<>();
      for (int i = 1; i < lines.size(); i++) {
        pairs.add(pair(lines.get(i), i + 1));
      }
      return new BytePairMerges(convention, pairs);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file
              + ": "
              + e.getMessage()
              + ". A file of merges has the version in its first line and then one pair a line, as"
              + " subword-nmt writes it. Copy it again from where it was learned.",
          e);
    }
  }

  private static SymbolPair pair(String line, int number) {
    String[] symbols = line.split(" ", -1);
    if (symbols.length != 2 || symbols[0].isEmpty() || symbols[1].isEmpty()) {
      throw new IllegalArgumentException(
          "line %d: expected two symbols with one blank between, but found \"%s\""
              .formatted(number, line));
    }
    return new SymbolPair(symbols[0], symbols[1]);
  }
}
