package org.attentionlab.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens that a model knows, each with a number: its id. Ids 0 to 3 are always {@code <pad>},
 * {@code <sos>}, {@code <eos>} and {@code <unk>}; then come the tokens of the training text, the
 * most frequent first. Source and target share one vocabulary, as in section 3.4 of the paper,
 * where the embeddings are shared too.
 *
 * <p>A vocabulary never changes after it is made.
 */
public final class Vocabulary {

  /** The id of padding, which fills up short sentences of a batch. */
  public static final int PAD = 0;

  /** The id of the start of a sentence, the first thing a decoder sees. */
  public static final int SOS = 1;

  /** The id of the end of a sentence, the last thing a decoder says. */
  public static final int EOS = 2;

  /** The id of every token that is not in the vocabulary. */
  public static final int UNK = 3;

  private static final List<String> SPECIALS = List.of("<pad>", "<sos>", "<eos>", "<unk>");

  private final List<String> tokens;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> tokens) {
    this.tokens = List.copyOf(tokens);
    this.ids = new HashMap<>(2 * tokens.size());
    for (int id = 0; id < tokens.size(); id++) {
      ids.put(tokens.get(id), id);
    }
  }

  /** The vocabulary of all tokens that occur in {@code sentences}. */
  public static Vocabulary of(Iterable<List<String>> sentences) {
    return of(sentences, 1);
  }

  /**
   * The vocabulary of all tokens that occur at least {@code minCount} times in {@code sentences}.
   * Tokens are ordered by count, those of equal count by their characters; so equal text gives
   * equal ids.
   *
   * @throws IllegalArgumentException if a token is empty, has a line break, or is one of the four
   *     reserved ones
   */
  public static Vocabulary of(Iterable<List<String>> sentences, int minCount) {
    Map<String, Integer> counts = new HashMap<>();
    for (List<String> sentence : sentences) {
      for (String token : sentence) {
        counts.merge(token, 1, Integer::sum);
      }
    }
    List<String> tokens = new ArrayList<>(SPECIALS);
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= minCount)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .peek(Vocabulary::check)
        .forEach(tokens::add);
    return new Vocabulary(tokens);
  }

  /** How many tokens there are, the four special ones included. */
  public int size() {
    return tokens.size();
  }

  /** Whether {@code token} has an id of its own. */
  public boolean contains(String token) {
    return ids.containsKey(token);
  }

  /** The id of {@code token}; {@link #UNK} if the vocabulary does not have it. */
  public int id(String token) {
    return ids.getOrDefault(token, UNK);
  }

  /**
   * The token of an id.
   *
   * @throws IllegalArgumentException if there is no such id
   */
  public String token(int id) {
    if (id < 0 || id >= tokens.size()) {
      throw new IllegalArgumentException(
          "There is no token with id "
              + id
              + ": this vocabulary has ids 0 to "
              + (tokens.size() - 1)
              + ". Do model and vocabulary come from the same folder?");
    }
    return tokens.get(id);
  }

  /** The ids of a sentence, without {@code <sos>} and {@code <eos>}. */
  public int[] ids(List<String> sentence) {
    return sentence.stream().mapToInt(this::id).toArray();
  }

  /**
   * The tokens of a sentence of ids, as a model puts it out: {@code <pad>} and {@code <sos>} are
   * left out, and nothing after the first {@code <eos>} is read.
   */
  public List<String> tokens(int[] sentence) {
    List<String> result = new ArrayList<>(sentence.length);
    for (int id : sentence) {
      if (id == EOS) {
        break;
      }
      if (id != PAD && id != SOS) {
        result.add(token(id));
      }
    }
    return result;
  }

  /** Writes one token a line, in the order of the ids; {@link #read} reads it. */
  public void write(Path file) throws IOException {
    TextFiles.writeLines(file, tokens);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the file is missing, not UTF-8, or not a vocabulary; the message names
   *     file and line
   */
  public static Vocabulary read(Path file) throws IOException {
    List<String> tokens = TextFiles.readLines(file);
    Map<String, Integer> firstLine = new HashMap<>();
    for (int i = 0; i < Math.max(tokens.size(), SPECIALS.size()); i++) {
      String token = i < tokens.size() ? tokens.get(i) : "the end of the file";
      if (i < SPECIALS.size() && !token.equals(SPECIALS.get(i))) {
        throw broken(file, i + 1, "expected " + SPECIALS.get(i) + ", but found " + token);
      }
      if (token.isEmpty()) {
        throw broken(file, i + 1, "the line is empty, expected a token");
      }
      Integer first = firstLine.putIfAbsent(token, i + 1);
      if (first != null) {
        throw broken(file, i + 1, "token \"" + token + "\" is already in line " + first);
      }
    }
    return new Vocabulary(tokens);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary vocabulary && tokens.equals(vocabulary.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary of " + size() + " tokens";
  }

  private static IOException broken(Path file, int line, String what) {
    return new IOException(
        file
            + ", line "
            + line
            + ": "
            + what
            + ". A vocabulary file has one token a line, the first four being "
            + String.join(" ", SPECIALS)
            + ". Copy it again from the folder of the trained model.");
  }

  private static void check(String token) {
    if (token.isEmpty() || token.indexOf('\n') >= 0 || token.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(
          "A token must have at least one character and no line break, but got \""
              + token.replace("\n", "\\n").replace("\r", "\\r")
              + "\". Look at the tokenizer that made it.");
    }
    if (SPECIALS.contains(token)) {
      throw new IllegalArgumentException(
          token + " is reserved: the vocabulary adds it itself. Take it out of the sentences.");
    }
  }
}
