package org.attentionlab.experiments;

import java.util.ArrayList;
import java.util.List;
import org.attentionlab.data.Batch;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.data.TokenBatches;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;

/**
 * A corpus made ready for a model: one vocabulary for both languages, made from the training pairs
 * alone, and pairs of ids.
 *
 * @param vocabulary of both languages
 * @param training the training pairs as ids
 * @param leftOut how many training pairs were too long
 * @param validation the pairs to measure on
 */
record TranslationData(
    Vocabulary vocabulary, List<EncodedPair> training, int leftOut, List<SentencePair> validation) {

  static TranslationData of(Corpus corpus, TrainingConfig config, int longestOfModel) {
    Tokenizer tokenizer = corpus.tokenizer();
    List<SentencePair> pairs = corpus.pairs(Split.TRAIN);
    List<List<String>> sentences = new ArrayList<>(2 * pairs.size());
    for (SentencePair pair : pairs) {
      sentences.add(tokenizer.tokenize(pair.source()));
      sentences.add(tokenizer.tokenize(pair.target()));
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
    return new TranslationData(vocabulary, kept, pairs.size() - kept.size(), validation);
  }

  private static boolean fits(EncodedPair pair, int longest, int batchTokens) {
    return Math.max(pair.sourceLength(), pair.targetLength()) <= longest
        && pair.sourceLength() + pair.targetLength() <= batchTokens;
  }

  TokenBatches batches(int maxTokens, long seed) {
    return TokenBatches.builder().setPairs(training).setMaxTokens(maxTokens).optSeed(seed).build();
  }

  List<Batch> validationBatches(Tokenizer tokenizer, int maxTokens) {
    List<EncodedPair> encoded = EncodedPair.all(validation, tokenizer, vocabulary);
    int needed =
        encoded.stream().mapToInt(p -> p.sourceLength() + p.targetLength()).max().orElseThrow();
    return TokenBatches.builder()
        .setPairs(encoded)
        .setMaxTokens(Math.max(maxTokens, needed))
        .build()
        .epoch(0);
  }
}
