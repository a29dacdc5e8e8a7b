package org.attentionlab.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All corpora by name. They are made when first used, and need no download. */
public final class Corpora {

  private static final Map<String, Corpus> ALL = new LinkedHashMap<>();

  static {
    for (String language : List.of("ko", "de", "fr")) {
      register(DateCorpus.to(language));
    }
    for (String language : List.of("ko", "de", "fr")) {
      register(NumberCorpus.to(language));
    }
    for (String language : List.of("ko", "de")) {
      register(GrammarCorpus.to(language));
    }
  }

  private Corpora() {}

  /** The names of all corpora. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * The corpus of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names, the most
   *     similar one first
   */
  public static Corpus named(String name) {
    Corpus corpus = ALL.get(name.toLowerCase(Locale.ROOT));
    if (corpus == null) {
      List<String> nearestFirst = new ArrayList<>(names());
      nearestFirst.addAll(DownloadedCorpora.names());
      nearestFirst.sort(Comparator.comparingInt(other -> -similarity(name, other)));
      throw new IllegalArgumentException(
          "There is no corpus \"" + name + "\". Choose one of: " + String.join(", ", nearestFirst));
    }
    return corpus;
  }

  private static void register(Corpus corpus) {
    ALL.put(corpus.name(), corpus);
  }

  /** How many pairs of neighbouring characters two names share. */
  private static int similarity(String a, String b) {
    Set<String> shared = bigrams(a.toLowerCase(Locale.ROOT));
    shared.retainAll(bigrams(b));
    return shared.size();
  }

  private static Set<String> bigrams(String name) {
    Set<String> bigrams = new TreeSet<>();
    for (int i = 0; i + 2 <= name.length(); i++) {
      bigrams.add(name.substring(i, i + 2));
    }
    return bigrams;
  }
}
