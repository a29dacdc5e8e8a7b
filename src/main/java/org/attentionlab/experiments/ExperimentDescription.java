package org.attentionlab.experiments;

import com.google.gson.JsonObject;
import java.util.List;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.training.Budget;

/**
 * Everything that decides what comes out of a training. It stands in {@code model.json} and in each
 * checkpoint.
 *
 * @param format the version of this description
 * @param kind the name of the model
 * @param sizes the numbers of the model
 * @param vocabulary V
 * @param tokenizer the name of the tokenizer
 * @param corpus the name of the corpus
 * @param sourceLanguage a two-letter code
 * @param targetLanguage a two-letter code
 * @param corpusHash a number that another training text would hardly give
 * @param training the numbers of the training
 * @param budget how long it lasts
 * @param seed of weights, dropout and the order of batches
 * @param threads of one operation; another number rounds differently
 * @param device {@code cpu} or {@code gpu}
 */
record ExperimentDescription(
    int format,
    String kind,
    JsonObject sizes,
    int vocabulary,
    String tokenizer,
    String corpus,
    String sourceLanguage,
    String targetLanguage,
    int corpusHash,
    TrainingConfig training,
    Budget budget,
    long seed,
    int threads,
    String device) {

  static final int FORMAT = 1;

  static int hash(Corpus corpus) {
    List<SentencePair> pairs = corpus.pairs(Split.TRAIN);
    int hash = 1;
    for (SentencePair pair : pairs) {
      hash = 31 * (31 * hash + pair.source().hashCode()) + pair.target().hashCode();
    }
    return hash;
  }

  ExperimentDescription withVocabulary(int size) {
    return with(size, budget, threads, device);
  }

  ExperimentDescription with(Budget newBudget, int newThreads, String newDevice) {
    return with(vocabulary, newBudget, newThreads, newDevice);
  }

  private ExperimentDescription with(int size, Budget newBudget, int newThreads, String newDevice) {
    return new ExperimentDescription(
        format,
        kind,
        sizes,
        size,
        tokenizer,
        corpus,
        sourceLanguage,
        targetLanguage,
        corpusHash,
        training,
        newBudget,
        seed,
        newThreads,
        newDevice);
  }
}
