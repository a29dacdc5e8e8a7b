package org.attentionlab.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attentionlab.nn.Decodable;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;

/** Text in, text out: a search between a tokenizer and a vocabulary. */
public final class Translator {

  /** Attention costs memory with the square of the length; no sentence needs more than this. */
  private static final int LONGEST = 512;

  private final Search search;
  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final int longest;

  /** Translates with greedy search, sentences of up to 512 tokens. */
  public Translator(Decodable model, Tokenizer tokenizer, Vocabulary vocabulary) {
    this(new GreedySearch(model), tokenizer, vocabulary);
  }

  /** Translates with a given search, sentences of up to 512 tokens. */
  public Translator(Search search, Tokenizer tokenizer, Vocabulary vocabulary) {
    this(search, tokenizer, vocabulary, LONGEST);
  }

  /**
   * Translates with a given search.
   *
   * @param longest how many tokens a sentence may have
   */
  public Translator(Search search, Tokenizer tokenizer, Vocabulary vocabulary, int longest) {
    this.search = search;
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
    this.longest = longest;
  }

  /**
   * Translates one sentence.
   *
   * @throws IllegalArgumentException if it is empty or too long; the message says what to do
   */
  public Translation translate(String text) {
    return translate(List.of(text)).get(0);
  }

  /**
   * Translates many sentences, faster than one by one.
   *
   * @throws IllegalArgumentException if one is empty or too long; {@link #check} finds it
   */
  public List<Translation> translate(List<String> texts) {
    List<List<String>> tokens = new ArrayList<>();
    List<int[]> ids = new ArrayList<>();
    for (String text : texts) {
      List<String> sentence = tokensOf(text);
      tokens.add(sentence);
      ids.add(ids(sentence));
    }
    List<Hypothesis> found = search.search(ids);
    List<Translation> translations = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      translations.add(translation(texts.get(i), tokens.get(i), found.get(i)));
    }
    return translations;
  }

  /**
   * A text as a search gets it: token ids, ending with {@code <eos>}.
   *
   * @throws IllegalArgumentException if it is empty or too long
   */
  public int[] ids(String text) {
    return ids(tokensOf(text));
  }

  private int[] ids(List<String> tokens) {
    int[] withoutEnd = vocabulary.ids(tokens);
    int[] source = Arrays.copyOf(withoutEnd, withoutEnd.length + 1);
    source[withoutEnd.length] = Vocabulary.EOS;
    return source;
  }

  /**
   * Refuses a text that cannot be translated.
   *
   * @throws IllegalArgumentException if it is empty or too long
   */
  public void check(String text) {
    tokensOf(text);
  }

  private List<String> tokensOf(String text) {
    List<String> tokens = tokenizer.tokenize(text);
    if (text.isBlank() || tokens.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to translate: the text is empty. Give it a sentence.");
    }
    if (tokens.size() > longest) {
      throw new IllegalArgumentException(
          "The sentence \"%s…\" has %,d tokens, but this model reads at most %,d. Cut it into shorter sentences."
              .formatted(start(text), tokens.size(), longest));
    }
    return tokens;
  }

  private Translation translation(String text, List<String> source, Hypothesis hypothesis) {
    List<String> unknown =
        source.stream().filter(token -> !vocabulary.contains(token)).distinct().toList();
    List<String> target = vocabulary.tokens(hypothesis.tokens());
    return new Translation(
        text,
        source,
        target,
        tokenizer.join(target),
        unknown,
        hypothesis.logProbability(),
        hypothesis.finished());
  }

  private static String start(String text) {
    int[] points = text.strip().codePoints().limit(30).toArray();
    return new String(points, 0, points.length);
  }
}
