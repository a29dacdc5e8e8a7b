package org.attentionlab.data.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.attentionlab.text.TextFiles;

/**
 * The words of the pocket grammar, read from the {@code .tsv} files beside this class. To add a
 * word, add a line there; the columns are explained at the top of each file.
 */
final class Lexicon {

  private static final String NONE = "-";

  final List<Noun> nouns = read("nouns.tsv", Lexicon::noun);
  final List<Verb> verbs = read("verbs.tsv", Lexicon::verb);
  final List<Adjective> adjectives = read("adjectives.tsv", Lexicon::adjective);
  final List<Adverb> adverbs = read("words.tsv", c -> new Adverb(c[0], c[1], c[2], c[3]));
  final List<Frame> frames = read("frames.tsv", Lexicon::frame);

  private final Map<String, Adjective> adjectiveByName = new LinkedHashMap<>();
  private final Map<Set<String>, List<Noun>> nounsByTags = new HashMap<>();
  private final Map<String, List<Adjective>> adjectivesByNoun = new HashMap<>();
  private final Map<String, Integer> nounsByAdjective = new HashMap<>();

  Lexicon() {
    adjectives.forEach(adjective -> adjectiveByName.put(adjective.english(), adjective));
    for (Noun noun : nouns) {
      List<Adjective> fitting = adjectives.stream().filter(a -> a.goesWith(noun)).toList();
      adjectivesByNoun.put(noun.english(), fitting);
    }
    for (Adjective adjective : adjectives) {
      int count = (int) nouns.stream().filter(adjective::goesWith).count();
      nounsByAdjective.put(adjective.english(), count);
    }
  }

  /** The adjectives that go with a noun. */
  List<Adjective> adjectives(Noun noun) {
    return adjectivesByNoun.get(noun.english());
  }

  /** The adjective that is written so in English. */
  Adjective adjective(String english) {
    Adjective adjective = adjectiveByName.get(english);
    if (adjective == null) {
      throw new IllegalStateException("frames.tsv needs an adjective \"" + english + "\".");
    }
    return adjective;
  }

  /** How many nouns an adjective goes with. */
  int nounsOf(Adjective adjective) {
    return nounsByAdjective.get(adjective.english());
  }

  /**
   * The verb that is written so in English and that {@code subject} can do: people essen, dogs
   * fressen.
   */
  Verb verb(String english, Noun subject) {
    return verbs.stream()
        .filter(verb -> verb.english().equals(english) && subject.isAny(verb.subjects()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "frames.tsv needs a verb \"" + english + "\" for " + subject.english() + "."));
  }

  /** The nouns that have one of these tags, or are one of these words. */
  List<Noun> nouns(Set<String> tags) {
    return nounsByTags.computeIfAbsent(
        tags, wanted -> nouns.stream().filter(noun -> noun.isAny(wanted)).toList());
  }

  /** The adverbs of one kind. */
  List<Adverb> adverbs(String kind) {
    return adverbs.stream().filter(adverb -> adverb.kind().equals(kind)).toList();
  }

  private static Noun noun(String[] c) {
    return new Noun(
        c[0],
        c[1],
        set(c[2]),
        c[3],
        c[4],
        Gender.of(c[5]),
        c[6],
        c[7].equals(NONE) ? c[4] : c[7],
        c[8],
        c[9]);
  }

  private static Verb verb(String[] c) {
    String[] german = c[10].contains("|") ? c[10].split("\\|", -1) : new String[] {"", c[10]};
    return new Verb(
        c[0],
        c[1],
        Verb.Kind.valueOf(c[2].toUpperCase(Locale.ROOT)),
        set(c[3]),
        set(c[4]),
        c[5],
        c[6],
        c[7],
        c[8],
        KoreanParticle.ofObject(c[9]),
        german[0],
        german[1],
        c[11],
        c[12],
        government(c[13]),
        list(c[14]),
        c[15].equals("place"));
  }

  private static Verb.Government government(String word) {
    return switch (word) {
      case NONE, "accusative" -> new Verb.Government("", GermanCase.ACCUSATIVE);
      case "dative" -> new Verb.Government("", GermanCase.DATIVE);
      case "zu" -> new Verb.Government(word, GermanCase.DATIVE);
      default -> new Verb.Government(word, GermanCase.ACCUSATIVE);
    };
  }

  private static Adjective adjective(String[] c) {
    return new Adjective(c[0], set(c[1]), c[2], c[3], c[4], c[5], c[6]);
  }

  private static Frame frame(String[] c) {
    return new Frame(
        c[0],
        c[1].equals("not"),
        Meaning.Degree.valueOf(c[2].toUpperCase(Locale.ROOT)),
        set(c[3]),
        set(c[4]),
        list(c[5]),
        list(c[6]));
  }

  private static List<String> list(String words) {
    return words.equals(NONE) ? List.of() : List.of(words.split(" ", -1));
  }

  private static Set<String> set(String words) {
    return words.equals(NONE) ? Set.of() : new TreeSet<>(List.of(words.split(" ", -1)));
  }

  private static <T> List<T> read(String file, Function<String[], T> entry) {
    List<T> entries = new ArrayList<>();
    try (InputStream stream = Lexicon.class.getResourceAsStream(file)) {
      for (String line : TextFiles.lines(stream.readAllBytes(), file)) {
        if (!line.startsWith("#")) {
          entries.add(entry.apply(line.split("\t", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(entries);
  }
}
