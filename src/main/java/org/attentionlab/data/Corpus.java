package org.attentionlab.data;

import java.util.List;
import org.attentionlab.text.Tokenizer;

/** A collection of sentence pairs in two languages, cut into train, validation and test. */
public interface Corpus {

  /** The name by which {@link Corpora#named} finds it, for example "dates-en-ko". */
  String name();

  /** One line for people: what is in it, and what its test measures. */
  String description();

  /** The language of the sources as a two-letter code, for example "en". */
  String sourceLanguage();

  /** The language of the targets as a two-letter code, for example "ko". */
  String targetLanguage();

  /** How sentences of this corpus are cut; alignments count in its tokens. */
  Tokenizer tokenizer();

  /** The pairs of one split, the same ones in the same order at every call; unmodifiable. */
  List<SentencePair> pairs(Split split);

  /** How many pairs a split has. */
  default int size(Split split) {
    return pairs(split).size();
  }
}
