package org.attentionlab.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.PairFile;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.text.TextFiles;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;

/** Little data for tests that train or load a model. */
final class SmallCorpora {

  private SmallCorpora() {}

  /** Two hundred dates as a file of pairs in {@code folder}. */
  static Corpus dates(Path folder, Tokenizer tokenizer) throws IOException {
    Path pairs = folder.resolve("pairs.tsv");
    List<SentencePair> dates = Corpora.named("dates-en-ko").pairs(Split.TRAIN).subList(0, 200);
    TextFiles.writeLines(pairs, dates.stream().map(p -> p.source() + "\t" + p.target()).toList());
    return PairFile.read(pairs, tokenizer);
  }

  /** All tokens of some pairs, of both languages. */
  static Vocabulary vocabulary(List<SentencePair> pairs, Tokenizer tokenizer) {
    return Vocabulary.of(
        pairs.stream()
            .flatMap(p -> List.of(p.source(), p.target()).stream())
            .map(tokenizer::tokenize)
            .toList());
  }
}
