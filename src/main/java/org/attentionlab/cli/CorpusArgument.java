package org.attentionlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.PairFile;
import org.attentionlab.text.Tokenizer;

/** A corpus as typed in a shell: a name that the kit knows, or a file of pairs. */
final class CorpusArgument {

  private CorpusArgument() {}

  /**
   * The corpus.
   *
   * @param tokenizer how the sentences of a file are cut; corpora with a name know that themselves
   * @throws IOException if it is a file that cannot be read
   * @throws IllegalArgumentException if it is neither
   */
  static Corpus read(String typed, String tokenizer) throws IOException {
    boolean looksLikeFile = typed.contains("/") || typed.contains("\\") || typed.endsWith(".tsv");
    if (looksLikeFile
        || (!Corpora.names().contains(typed) && Files.isRegularFile(Path.of(typed)))) {
      return PairFile.read(Path.of(typed), Tokenizer.named(tokenizer));
    }
    return Corpora.named(typed);
  }
}
