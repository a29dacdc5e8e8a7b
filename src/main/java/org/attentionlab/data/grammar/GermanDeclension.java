package org.attentionlab.data.grammar;

import static org.attentionlab.data.grammar.GermanCase.DATIVE;
import static org.attentionlab.data.grammar.GermanCase.NOMINATIVE;

import java.util.Map;
import org.attentionlab.data.grammar.Meaning.Determiner;
import org.attentionlab.data.grammar.Meaning.NounPhrase;

/**
 * How German articles, adjectives and nouns agree: three genders and the plural, times three cases.
 * Each table below has a row for each case (nominative, accusative, dative) and in it the
 * masculine, feminine, neuter and plural form.
 */
final class GermanDeclension {

  private static final String[][] THE = {
    {"der", "die", "das", "die"},
    {"den", "die", "das", "die"},
    {"dem", "der", "dem", "den"},
  };

  /** Endings of "dieser", and of "viele" in the plural. */
  private static final String[][] STRONG = {
    {"er", "e", "es", "e"},
    {"en", "e", "es", "e"},
    {"em", "er", "em", "en"},
  };

  /** Endings of "ein" and "mein". */
  private static final String[][] MIXED = {
    {"", "e", "", "e"},
    {"en", "e", "", "e"},
    {"em", "er", "em", "en"},
  };

  /** Endings of an adjective after "der" and "dieser". */
  private static final String[][] ADJECTIVE_AFTER_THE = {
    {"e", "e", "e", "en"},
    {"en", "e", "e", "en"},
    {"en", "en", "en", "en"},
  };

  /** Endings of an adjective after "ein" and "mein". */
  private static final String[][] ADJECTIVE_AFTER_A = {
    {"er", "e", "es", "en"},
    {"en", "e", "es", "en"},
    {"en", "en", "en", "en"},
  };

  /** Prepositions that melt with "dem", "der" or "das". */
  private static final Map<String, String> CONTRACTIONS =
      Map.of("in dem", "im", "an dem", "am", "zu dem", "zum", "zu der", "zur", "in das", "ins");

  private GermanDeclension() {}

  /** The word before the noun: der, dieser, ein, mein, viele in their forms. */
  static String determiner(NounPhrase phrase, GermanCase grammaticalCase) {
    return switch (phrase.determiner()) {
      case NONE -> throw new IllegalArgumentException("A name has no article.");
      case THE -> pick(THE, phrase, grammaticalCase);
      case THIS -> "dies" + pick(STRONG, phrase, grammaticalCase);
      case A -> "ein" + pick(MIXED, phrase, grammaticalCase);
      case MY -> "mein" + pick(MIXED, phrase, grammaticalCase);
      case MANY -> "viel" + pick(STRONG, phrase, grammaticalCase);
    };
  }

  /** The adjective with its ending. */
  static String adjective(NounPhrase phrase, GermanCase grammaticalCase) {
    String[][] endings =
        switch (phrase.determiner()) {
          case THE, THIS -> ADJECTIVE_AFTER_THE;
          case A, MY -> ADJECTIVE_AFTER_A;
          case NONE, MANY -> STRONG;
        };
    return phrase.adjective().orElseThrow().germanStem() + pick(endings, phrase, grammaticalCase);
  }

  /** The noun itself. */
  static String noun(NounPhrase phrase, GermanCase grammaticalCase) {
    Noun noun = phrase.noun();
    if (!phrase.isPlural()) {
      return grammaticalCase == NOMINATIVE ? noun.german() : noun.oblique();
    }
    String plural = noun.germanPlural();
    return grammaticalCase == DATIVE && !plural.endsWith("n") ? plural + "n" : plural;
  }

  /** The relative pronoun for a noun: like the article, but "denen" in the dative plural. */
  static String relativePronoun(NounPhrase phrase, GermanCase grammaticalCase) {
    return phrase.isPlural() && grammaticalCase == DATIVE
        ? "denen"
        : pick(THE, phrase, grammaticalCase);
  }

  /** Er, sie or es: the pronoun has the gender of the noun that it stands for. */
  static String pronoun(NounPhrase antecedent) {
    return switch (antecedent.noun().gender()) {
      case MASCULINE -> "er";
      case FEMININE -> "sie";
      case NEUTER -> "es";
    };
  }

  /** Preposition and article as one word, if they melt: in dem, im; otherwise empty. */
  static String contraction(String preposition, NounPhrase phrase, GermanCase grammaticalCase) {
    return phrase.determiner() == Determiner.THE
        ? CONTRACTIONS.getOrDefault(preposition + " " + determiner(phrase, grammaticalCase), "")
        : "";
  }

  private static String pick(String[][] table, NounPhrase phrase, GermanCase grammaticalCase) {
    int column = phrase.isPlural() ? 3 : phrase.noun().gender().ordinal();
    return table[grammaticalCase.ordinal()][column];
  }
}
