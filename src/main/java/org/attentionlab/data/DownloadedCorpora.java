package org.attentionlab.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionlab.data.DatasetManifest.Dataset;
import org.attentionlab.text.Tokenizer;

/** The corpora that people have written, by name. Their files come from a {@link DatasetStore}. */
public final class DownloadedCorpora {

  private DownloadedCorpora() {}

  private interface Reader {
    Map<Split, List<SentencePair>> read(ParallelText text, String target) throws IOException;
  }

  private record Recipe(String name, String dataset, String target, Reader reader) {}

  private static final List<Recipe> RECIPES =
      List.of(
          new Recipe("multi30k-en-de", "multi30k", "de", DownloadedCorpora::multi30k),
          new Recipe("multi30k-en-fr", "multi30k", "fr", DownloadedCorpora::multi30k),
          new Recipe(
              "tatoeba-en-de", "tatoeba-deu-eng", "de", (t, l) -> cut(t.tabbed("deu.txt.gz"))),
          new Recipe(
              "tatoeba-en-fr", "tatoeba-fra-eng", "fr", (t, l) -> cut(t.tabbed("fra.txt.gz"))),
          new Recipe(
              "tatoeba-en-ko", "tatoeba-kor-eng", "ko", (t, l) -> cut(t.tabbed("kor.txt.gz"))),
          new Recipe(
              "jhe-en-ko",
              "korean-english-jhe",
              "ko",
              (t, l) -> cut(t.aligned("jhe-koen-dev.en.gz", "jhe-koen-dev.ko.gz"))));

  /** The names of all of them. */
  public static List<String> names() {
    return RECIPES.stream().map(Recipe::name).toList();
  }

  /** The data set that a corpus is read from: its licence, its files. */
  public static Dataset dataset(String name) {
    return DatasetManifest.builtIn().named(recipe(name).dataset);
  }

  /**
   * Reads a corpus; files that the store does not have are fetched first.
   *
   * @param name one of {@link #names}
   * @param tokenizer how its sentences shall be cut
   * @throws IOException if it cannot be fetched or read; the message says what to do
   */
  public static Corpus load(String name, DatasetStore store, Tokenizer tokenizer)
      throws IOException {
    Recipe recipe = recipe(name);
    Map<Split, List<SentencePair>> splits =
        recipe.reader.read(new ParallelText(dataset(name), store), recipe.target);
    splits.replaceAll((split, pairs) -> List.copyOf(pairs));
    return new DownloadedCorpus(
        name, dataset(name).description(), recipe.target, tokenizer, splits);
  }

  /** The test set is that of 2016, as in most publications. */
  private static Map<Split, List<SentencePair>> multi30k(ParallelText text, String target)
      throws IOException {
    Map<Split, List<SentencePair>> splits = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      String part =
          switch (split) {
            case TRAIN -> "train";
            case VALIDATION -> "val";
            case TEST -> "test_2016_flickr";
          };
      splits.put(split, text.aligned(part + ".en.gz", part + "." + target + ".gz"));
    }
    return splits;
  }

  /** A corpus without parts of its own is cut by its source sentences. */
  private static Map<Split, List<SentencePair>> cut(List<SentencePair> pairs) {
    Map<Split, List<SentencePair>> splits = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      splits.put(split, new ArrayList<>());
    }
    pairs.forEach(pair -> splits.get(Split.of(pair.source())).add(pair));
    return splits;
  }

  private static Recipe recipe(String name) {
    Optional<Recipe> found = RECIPES.stream().filter(r -> r.name.equals(name)).findFirst();
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "There is no corpus \"%s\" to download. Choose one of: %s"
                    .formatted(name, String.join(", ", names()))));
  }

  /** Such a corpus, read. */
  private record DownloadedCorpus(
      String name,
      String description,
      String targetLanguage,
      Tokenizer tokenizer,
      Map<Split, List<SentencePair>> splits)
      implements Corpus {

    @Override
    public String sourceLanguage() {
      return "en";
    }

    @Override
    public List<SentencePair> pairs(Split split) {
      return splits.get(split);
    }
  }
}
