package org.attentionlab.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two ways in which byte-pair encoding is written down. They differ in where the end of a word
 * is, and in which of equally frequent pairs is merged first. A file of merges names its way in its
 * first line, so nobody applies merges of one way to symbols of the other.
 */
public enum BytePairConvention {

  /**
   * Algorithm 1 of Sennrich et al. (2016): the end of a word is a symbol of its own, so {@code low}
   * is {@code l o w </w>}. The paper leaves ties open; here the smaller pair comes first.
   */
  PAPER("#version: 0.1", Comparator.naturalOrder()) {
    @Override
    List<String> symbols(Stream<String> characters) {
      return Stream.concat(characters, Stream.of(END)).toList();
    }
  },

  /**
   * The program subword-nmt of the same authors, since its version 0.2: the end is written to the
   * last character, so {@code low} is {@code l o w</w>}, and the larger pair comes first.
   */
  SUBWORD_NMT("#version: 0.2", Comparator.reverseOrder()) {
    @Override
    List<String> symbols(Stream<String> characters) {
      List<String> all = characters.toList();
      return Stream.concat(
              all.stream().limit(Math.max(0, all.size() - 1)),
              Stream.of(all.isEmpty() ? END : all.get(all.size() - 1) + END))
          .toList();
    }
  };

  /** The end of a word. */
  public static final String END = "</w>";

  private final String header;
  private final Comparator<SymbolPair> ties;

  BytePairConvention(String header, Comparator<SymbolPair> ties) {
    this.header = header;
    this.ties = ties;
  }

  /** The symbols of a word before any merge: its characters (code points) and its end. */
  public List<String> symbols(String word) {
    return symbols(word.codePoints().mapToObj(Character::toString));
  }

  abstract List<String> symbols(Stream<String> characters);

  /** Which of two equally frequent pairs is merged first: the one that this calls smaller. */
  public Comparator<SymbolPair> ties() {
    return ties;
  }

  /** The first line of a file of merges. */
  public String header() {
    return header;
  }

  /**
   * The convention of a file that begins with this line.
   *
   * @throws IllegalArgumentException if no convention has it
   */
  public static BytePairConvention ofHeader(String line) {
    return Arrays.stream(values())
        .filter(convention -> convention.header.equals(line.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected \"%s\" or \"%s\", but found \"%s\""
                        .formatted(SUBWORD_NMT.header, PAPER.header, line)));
  }
}
