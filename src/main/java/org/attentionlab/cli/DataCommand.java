package org.attentionlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.DatasetManifest;
import org.attentionlab.data.DatasetManifest.Dataset;
import org.attentionlab.data.DatasetManifest.DatasetFile;
import org.attentionlab.data.DatasetStore;
import org.attentionlab.data.DownloadedCorpora;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.text.WordTokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./course data}: the corpora that the kit makes, and the data sets that it can download.
 */
@Command(
    name = "data",
    description = "Lists corpora, prints some of their sentences, downloads data sets.",
    synopsisSubcommandLabel = "(list | sample | get)",
    footer = {
      "",
      "Examples:",
      "  ./course data list",
      "  ./course data sample grammar-en-ko 10",
      "  ./course data get multi30k",
    })
final class DataCommand {

  @Command(
      name = "list",
      description = "Lists the corpora that the kit makes, and what can be downloaded.",
      footer = {"", "Example:", "  ./course data list"})
  int list() throws IOException {
    System.out.println("Made by the kit (train / validation / test pairs):");
    for (String name : Corpora.names()) {
      Corpus corpus = Corpora.named(name);
      System.out.printf(
          "  %-14s %,7d / %,d / %,d  %s%n",
          name,
          corpus.size(Split.TRAIN),
          corpus.size(Split.VALIDATION),
          corpus.size(Split.TEST),
          corpus.description());
    }
    System.out.println();
    System.out.println("Written by people; fetched when first used:");
    for (String name : DownloadedCorpora.names()) {
      System.out.printf("  %-14s from %s%n", name, DownloadedCorpora.dataset(name).name());
    }
    System.out.println();
    System.out.println("To download with ./course data get NAME (see the licence first):");
    for (Dataset set : DatasetManifest.builtIn().sets()) {
      System.out.printf(
          "  %-20s %5.1f MB  %s%n  %-20s           licence: %s%s%n",
          set.name(),
          set.bytes() / 1e6,
          set.description(),
          "",
          set.termsUnclear() ? "UNCLEAR; " : "",
          set.licence());
    }
    return 0;
  }

  @Command(
      name = "sample",
      description = "Prints sentence pairs of a corpus: source, tab, target.",
      footer = {"", "Example:", "  ./course data sample dates-en-ko 5"})
  int sample(
      @Parameters(paramLabel = "CORPUS", description = "The name of a corpus.") String name,
      @Parameters(
              paramLabel = "N",
              arity = "0..1",
              defaultValue = "10",
              description = "How many pairs (default: ${DEFAULT-VALUE}).")
          int count,
      @Option(
              names = "--split",
              paramLabel = "SPLIT",
              defaultValue = "train",
              description = "train, validation or test (default: ${DEFAULT-VALUE}).")
          String split)
      throws IOException {
    if (count < 1) {
      throw new CourseException("N must be at least 1, but it is " + count + ".");
    }
    List<SentencePair> pairs =
        CorpusArgument.read(name, new WordTokenizer()).pairs(Split.named(split));
    for (SentencePair pair : pairs.subList(0, Math.min(count, pairs.size()))) {
      System.out.println(pair.source() + "\t" + pair.target());
    }
    return 0;
  }

  @Command(
      name = "get",
      description = {
        "Downloads a data set, checks it, and prints where its files are.",
        "They are kept in ~/.cache/attentionlab, or in the folder ATTENTIONLAB_CACHE."
      },
      footer = {"", "Example:", "  ./course data get multi30k"})
  int get(
      @Parameters(paramLabel = "NAME", description = "The name of a data set.") String name,
      @Option(
              names = "--mirror",
              paramLabel = "DIR",
              defaultValue = "${env:ATTENTIONLAB_MIRROR}",
              description = "Take the files from this folder (or ATTENTIONLAB_MIRROR) instead.")
          Path mirror)
      throws IOException {
    if (Corpora.names().contains(name)) {
      System.out.println(name + " is made by the kit; there is nothing to download.");
      return 0;
    }
    Dataset set = DatasetManifest.builtIn().named(name);
    DatasetStore store = new DatasetStore(DatasetStore.usualFolder(), Optional.ofNullable(mirror));
    System.out.println("Licence: " + set.licence());
    int missing = 0;
    for (DatasetFile file : set.files()) {
      if (store.canGet(file) || store.has(file)) {
        System.out.println(store.get(file));
      } else {
        missing++;
        System.err.println(
            "Not there: "
                + file.path()
                + " was cut from "
                + file.url()
                + "; only a mirror has it (--mirror DIR).");
      }
    }
    return missing == 0 ? 0 : 1;
  }
}
