package org.attentionlab.data;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.attentionlab.text.Tokenizer;

/** A corpus that the kit makes itself, the first time that somebody asks for its pairs. */
final class GeneratedCorpus implements Corpus {

  private final String name;
  private final String description;
  private final Tokenizer tokenizer;
  private final Map<Split, Integer> sizes;
  private final Supplier<Map<Split, List<SentencePair>>> generator;
  private Map<Split, List<SentencePair>> pairs;

  /**
   * @param name kind, source and target language, like "dates-en-ko"
   * @param sizes how many pairs each split has, known without making them
   * @param generator makes all three splits; always the same ones
   */
  GeneratedCorpus(
      String name,
      String description,
      Tokenizer tokenizer,
      Map<Split, Integer> sizes,
      Supplier<Map<Split, List<SentencePair>>> generator) {
    this.name = name;
    this.description = description;
    this.tokenizer = tokenizer;
    this.sizes = Map.copyOf(sizes);
    this.generator = generator;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public String sourceLanguage() {
    return name.split("-", -1)[1];
  }

  @Override
  public String targetLanguage() {
    return name.split("-", -1)[2];
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public synchronized List<SentencePair> pairs(Split split) {
    if (pairs == null) {
      Map<Split, List<SentencePair>> generated = new EnumMap<>(Split.class);
      generator.get().forEach((part, list) -> generated.put(part, List.copyOf(list)));
      pairs = generated;
    }
    return pairs.get(split);
  }

  @Override
  public int size(Split split) {
    return sizes.get(split);
  }

  @Override
  public String toString() {
    return name;
  }
}
