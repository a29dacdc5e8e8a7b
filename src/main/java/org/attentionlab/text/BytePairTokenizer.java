package org.attentionlab.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One token a piece of a word, cut by byte-pair encoding (Sennrich et al., 2016): a frequent word
 * is one token, a rare one a few, and no word is unknown as long as its characters are not.
 * "Attention Is All You Need" (section 5.1) cuts both languages together like this, into about
 * 37,000 tokens.
 *
 * <p>{@code join(tokenize(s))} is {@code s} in Unicode form NFC, for every {@code s}: see {@link
 * JoinedWords}.
 */
public final class BytePairTokenizer implements Tokenizer {

  /** The name of this tokenizer. */
  public static final String NAME = "bpe";

  private static final long RARE = 2; // a pair that occurs once teaches nothing

  private final BytePairMerges merges;
  private final BytePairEncoder encoder;

  /** A tokenizer with these merges. */
  public BytePairTokenizer(BytePairMerges merges) {
    this.merges = merges;
    encoder = new BytePairEncoder(merges);
  }

  /**
   * Learns from a text; for a vocabulary that two languages share, give the sentences of both.
   *
   * @param merges how many merges to learn; there will be about as many tokens, and one for each
   *     character besides
   */
  public static BytePairTokenizer learn(Iterable<String> sentences, int merges) {
    List<List<String>> words = new ArrayList<>();
    sentences.forEach(sentence -> words.add(JoinedWords.cut(sentence)));
    Map<String, Long> counts = BytePairLearner.count(words);
    BytePairConvention convention = BytePairConvention.SUBWORD_NMT;
    return new BytePairTokenizer(
        BytePairMerges.of(
            convention, new IncrementalBytePairLearner(convention).learn(counts, merges, RARE)));
  }

  /** The tokenizer whose merges are in this file, see {@link BytePairMerges#read}. */
  public static BytePairTokenizer read(Path file) throws IOException {
    return new BytePairTokenizer(BytePairMerges.read(file));
  }

  /** The merges, for example to write them into a file. */
  public BytePairMerges merges() {
    return merges;
  }

  @Override
  public List<String> tokenize(String text) {
    List<String> tokens = new ArrayList<>();
    JoinedWords.cut(text).forEach(word -> tokens.addAll(encoder.encode(word)));
    return tokens;
  }

  /** A last word without its end, where a model stopped too early, is shown as far as it goes. */
  @Override
  public String join(List<String> tokens) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (String token : tokens) {
      boolean end = token.endsWith(BytePairConvention.END);
      word.append(token, 0, token.length() - (end ? BytePairConvention.END.length() : 0));
      if (end) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return JoinedWords.join(words);
  }

  @Override
  public String name() {
    return NAME;
  }
}
