package org.attentionlab.experiments;

import java.util.List;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.text.Tokenizer;

/**
 * The first training pairs of a corpus, for models that shall read each of them often in a short
 * training; validation and test stay whole.
 *
 * @param corpus the whole one
 * @param trainingPairs how many pairs are left to train on, if there are so many
 */
record ShortenedCorpus(Corpus corpus, int trainingPairs) implements Corpus {

  @Override
  public String name() {
    return corpus.name() + "-first-" + trainingPairs;
  }

  @Override
  public String description() {
    return corpus.description() + " (the first " + trainingPairs + " training pairs)";
  }

  @Override
  public String sourceLanguage() {
    return corpus.sourceLanguage();
  }

  @Override
  public String targetLanguage() {
    return corpus.targetLanguage();
  }

  @Override
  public Tokenizer tokenizer() {
    return corpus.tokenizer();
  }

  @Override
  public List<SentencePair> pairs(Split split) {
    List<SentencePair> all = corpus.pairs(split);
    return split == Split.TRAIN ? all.subList(0, Math.min(trainingPairs, all.size())) : all;
  }
}
