package org.attentionlab.data.grammar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.attentionlab.data.grammar.Meaning.Determiner;
import org.attentionlab.data.grammar.Meaning.NounPhrase;
import org.attentionlab.data.grammar.Meaning.RelativeClause;

/** Draws noun phrases, plain ones or with an adjective and a relative clause. */
final class NounPhraseGenerator {

  /** What nobody owns in this grammar. */
  private static final Set<String> NOT_OWNED =
      Set.of("person", "way", "height", "room", "hurdle", "place");

  /** An adjective that goes with fewer nouns has no "a" or "my" before it. */
  private static final int COMMON = 14;

  private final Lexicon lexicon;
  private final Random random;
  private final Map<String, List<Verb>> doneBy = new HashMap<>();
  private final Map<String, List<Verb>> doneTo = new HashMap<>();

  /** What an adjective must fulfil to stand before a noun; changed while a sentence is drawn. */
  private Predicate<Adjective> allowed = adjective -> true;

  NounPhraseGenerator(Lexicon lexicon, Random random) {
    this.lexicon = lexicon;
    this.random = random;
    List<Verb> verbs =
        lexicon.verbs.stream()
            .filter(verb -> verb.kind() == Verb.Kind.OBJECT && !verb.subjects().contains("stuff"))
            .toList();
    for (Noun noun : lexicon.nouns) {
      doneBy.put(
          noun.english(), verbs.stream().filter(verb -> noun.isAny(verb.subjects())).toList());
      doneTo.put(noun.english(), verbs.stream().filter(verb -> verb.takes(noun)).toList());
    }
  }

  /** From now on, only these adjectives stand before nouns. */
  void allow(Predicate<Adjective> adjectives) {
    allowed = adjectives;
  }

  /** A noun that has one of the tags. */
  Noun noun(Set<String> tags) {
    return pick(lexicon.nouns(tags));
  }

  /**
   * A noun with determiner and perhaps an adjective.
   *
   * @param richness the probability of an adjective
   * @param definite whether "a" and "many" are out of place
   * @param singular whether the plural is out of place
   */
  NounPhrase plain(Noun noun, double richness, boolean definite, boolean singular) {
    boolean plural = !singular && noun.hasPlural() && random.nextInt(5) == 0;
    Optional<Adjective> adjective =
        noun.isName() || random.nextDouble() >= richness ? Optional.empty() : adjective(noun);
    boolean rare = adjective.isPresent() && lexicon.nounsOf(adjective.get()) < COMMON;
    Determiner determiner = determiner(noun, definite, plural, rare);
    return new NounPhrase(determiner, adjective, noun, plural, Optional.empty());
  }

  /** A place: the market, this market, the famous market. */
  NounPhrase place(double richness) {
    return plain(noun(Set.of("place")), richness / 2, true, true);
  }

  /**
   * The same phrase with a relative clause, if a verb can be found that fits.
   *
   * @param others tags of the nouns that may be in the relative clause; any noun if empty
   */
  NounPhrase withRelative(NounPhrase phrase, double richness, Set<String> others) {
    boolean subjectIsMissing = random.nextBoolean();
    List<Verb> verbs = (subjectIsMissing ? doneBy : doneTo).get(phrase.noun().english());
    if (phrase.noun().isName() || verbs.isEmpty()) {
      return phrase;
    }
    Verb verb = pick(verbs);
    Noun other = noun(subjectIsMissing ? verb.objects() : verb.subjects());
    if (other == phrase.noun() || !(others.isEmpty() || other.isAny(others))) {
      return phrase;
    }
    boolean singular = verb.government().grammaticalCase() == GermanCase.DATIVE;
    return new NounPhrase(
        phrase.determiner(),
        phrase.adjective(),
        phrase.noun(),
        phrase.isPlural(),
        Optional.of(
            new RelativeClause(
                verb, subjectIsMissing, plain(other, richness / 2, true, singular))));
  }

  /**
   * The dice for a determiner.
   *
   * @param rare whether the adjective is so rare that it stands after "the" and "this" only, where
   *     German needs just two of its forms; a form that occurs once or twice cannot be learned
   */
  private Determiner determiner(Noun noun, boolean definite, boolean plural, boolean rare) {
    if (noun.isName()) {
      return Determiner.NONE;
    }
    int dice = random.nextInt(10);
    if (dice == 0) {
      return plural ? Determiner.THE : Determiner.THIS;
    }
    if (dice == 1 && !rare && !noun.isAny(NOT_OWNED)) {
      return Determiner.MY;
    }
    if (dice >= 2 && dice <= 4 && !rare && !definite && !noun.isMass()) {
      return plural ? Determiner.MANY : Determiner.A;
    }
    return Determiner.THE;
  }

  private Optional<Adjective> adjective(Noun noun) {
    List<Adjective> fitting = lexicon.adjectives(noun);
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(pick(fitting)).filter(allowed);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
