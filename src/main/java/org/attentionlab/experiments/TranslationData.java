package org.attentionlab.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attentionlab.data.Batch;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.data.TokenBatches;
import org.attentionlab.text.BytePairTokenizer;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;

/**
 * A corpus made ready for a model: one vocabulary for both languages, made from the training pairs
 * alone, and pairs of ids.
 *
 * @param tokenizer the corpus's own, or byte pairs learned from the training pairs
 * @param vocabulary of both languages
 * @param training the training pairs as ids
 * @param leftOut how many training pairs were too long
 * @param validation the pairs to measure on
 */
record TranslationData(
    Tokenizer tokenizer,
    Vocabulary vocabulary,
    List<EncodedPair> training,
    int leftOut,
    List<SentencePair> validation) {

  static TranslationData of(Corpus corpus, TrainingConfig config, int longestOfModel) {
    List<SentencePair> pairs = corpus.pairs(Split.TRAIN);
    Tokenizer tokenizer =
        config.merges() > 0 ? bytePairs(pairs, config.merges()) : corpus.tokenizer();
    List<List<String>> sentences = new ArrayList<>(2 * pairs.size());
    for (SentencePair pair : pairs) {
      sentences.add(tokenizer.tokenize(pair.source()));
      sentences.add(tokenizer.tokenize(pair.target()));
    }
    if (tokenizer instanceof BytePairTokenizer bytePairs) {
      sentences.add(parts(bytePairs));
    }
    Vocabulary vocabulary = Vocabulary.of(sentences, config.minCount());
    int longest = Math.min(config.longest(), longestOfModel);
    List<EncodedPair> kept = new ArrayList<>(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      EncodedPair pair =
          EncodedPair.of(
              vocabulary.ids(sentences.get(2 * i)), vocabulary.ids(sentences.get(2 * i + 1)));
      if (fits(pair, longest, config.batchTokens())) {
        kept.add(pair);
      }
    }
    List<SentencePair> validation =
        corpus.pairs(Split.VALIDATION).stream().limit(config.validationPairs()).toList();
    if (kept.isEmpty() || validation.isEmpty()) {
      throw new IllegalArgumentException(
          "The corpus %s has %d pairs to train on and %d to validate on; there must be some of each. Pairs longer than %d tokens are left out."
              .formatted(corpus.name(), kept.size(), validation.size(), longest));
    }
    return new TranslationData(tokenizer, vocabulary, kept, pairs.size() - kept.size(), validation);
  }

  /** One encoding for both languages, section 5.1. */
  private static Tokenizer bytePairs(List<SentencePair> pairs, int merges) {
    List<String> text = new ArrayList<>(2 * pairs.size());
    for (SentencePair pair : pairs) {
      text.add(pair.source());
      text.add(pair.target());
    }
    return BytePairTokenizer.learn(text, merges);
  }

  /** Pieces that only occur merged here; elsewhere they may stand alone. */
  private static List<String> parts(BytePairTokenizer bytePairs) {
    return bytePairs.merges().pairs().stream()
        .flatMap(pair -> Stream.of(pair.left(), pair.right()))
        .distinct()
        .toList();
  }

  private static boolean fits(EncodedPair pair, int longest, int batchTokens) {
    return Math.max(pair.sourceLength(), pair.targetLength()) <= longest
        && pair.sourceLength() + pair.targetLength() <= batchTokens;
  }

  TokenBatches batches(int maxTokens, long seed) {
    return TokenBatches.builder().setPairs(training).setMaxTokens(maxTokens).optSeed(seed).build();
  }

  List<Batch> validationBatches(int maxTokens) {
    return ReferenceLoss.batches(EncodedPair.all(validation, tokenizer, vocabulary), maxTokens);
  }
}
