package org.attentionlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.DatasetManifest.Dataset;
import org.attentionlab.data.DatasetStore;
import org.attentionlab.data.DownloadedCorpora;
import org.attentionlab.data.PairFile;
import org.attentionlab.text.Tokenizer;

/** A corpus as typed in a shell: a name that the kit knows, or a file of pairs. */
final class CorpusArgument {

  private CorpusArgument() {}

  /**
   * The corpus.
   *
   * @param tokenizer how the sentences of a file, or of a corpus that must be fetched, are cut;
   *     those that the kit makes know that themselves
   * @throws IOException if it cannot be fetched or read
   * @throws IllegalArgumentException if it is neither
   */
  static Corpus read(String typed, Tokenizer tokenizer) throws IOException {
    boolean known = Corpora.names().contains(typed) || DownloadedCorpora.names().contains(typed);
    boolean looksLikeFile = typed.contains("/") || typed.contains("\\") || typed.endsWith(".tsv");
    if (looksLikeFile || (!known && Files.isRegularFile(Path.of(typed)))) {
      return PairFile.read(Path.of(typed), tokenizer);
    }
    if (DownloadedCorpora.names().contains(typed)) {
      DatasetStore store = DatasetStore.usual();
      Dataset set = DownloadedCorpora.dataset(typed);
      if (set.files().stream().noneMatch(file -> Files.exists(store.place(file)))) {
        System.err.printf(
            "Fetching %s (%.1f MB). Its terms%s: %s%n",
            set.name(), set.bytes() / 1e6, set.termsUnclear() ? " are UNCLEAR" : "", set.licence());
      }
      return DownloadedCorpora.load(typed, store, tokenizer);
    }
    return Corpora.named(typed);
  }
}
