package org.attentionlab.data.grammar;

import java.util.ArrayList;
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

  private final Lexicon lexicon;
  private final Random random;
  private final Map<Set<String>, List<Noun>> nounsByTags = new HashMap<>();

  /** What an adjective must fulfil to stand before a noun; changed while a sentence is drawn. */
  private Predicate<Adjective> allowed = adjective -> true;

  NounPhraseGenerator(Lexicon lexicon, Random random) {
    this.lexicon = lexicon;
    this.random = random;
  }

  /** From now on, only these adjectives stand before nouns. */
  void allow(Predicate<Adjective> adjectives) {
    allowed = adjectives;
  }

  /** A noun that has one of the tags. */
  Noun noun(Set<String> tags) {
    return pick(nounsByTags.computeIfAbsent(tags, lexicon::nouns));
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
    Determiner determiner = determiner(noun, definite, plural);
    Optional<Adjective> adjective =
        noun.isName() || random.nextDouble() >= richness ? Optional.empty() : adjective(noun);
    return new NounPhrase(determiner, adjective, noun, plural, Optional.empty());
  }

  /** A place: the market, this market, the famous market. */
  NounPhrase place(double richness) {
    return plain(noun(Set.of("place")), richness / 2, true, true);
  }

  /** The same phrase with a relative clause, if a verb can be found that fits. */
  NounPhrase withRelative(NounPhrase phrase, double richness, Set<String> others) {
    if (phrase.noun().isName()) {
      return phrase;
    }
    boolean subjectIsMissing =
        (phrase.noun().is("person") || phrase.noun().is("animal")) && random.nextBoolean();
    List<Verb> verbs = new ArrayList<>();
    for (Verb verb : lexicon.verbs) {
      boolean fits =
          subjectIsMissing ? phrase.noun().isAny(verb.subjects()) : verb.takes(phrase.noun());
      if (verb.kind() == Verb.Kind.OBJECT && !verb.subjects().contains("stuff") && fits) {
        verbs.add(verb);
      }
    }
    if (verbs.isEmpty()) {
      return phrase;
    }
    Verb verb = pick(verbs);
    List<Noun> candidates =
        lexicon.nouns(subjectIsMissing ? verb.objects() : verb.subjects()).stream()
            .filter(noun -> noun.isAny(others) && !noun.equals(phrase.noun()))
            .toList();
    if (candidates.isEmpty()) {
      return phrase;
    }
    NounPhrase other = plain(pick(candidates), richness / 2, true, false);
    return new NounPhrase(
        phrase.determiner(),
        phrase.adjective(),
        phrase.noun(),
        phrase.isPlural(),
        Optional.of(new RelativeClause(verb, subjectIsMissing, other)));
  }

  private Determiner determiner(Noun noun, boolean definite, boolean plural) {
    if (noun.isName()) {
      return Determiner.NONE;
    }
    int dice = random.nextInt(10);
    if (dice == 0) {
      return plural ? Determiner.THE : Determiner.THIS;
    }
    if (dice == 1 && !noun.isAny(NOT_OWNED)) {
      return Determiner.MY;
    }
    if (dice >= 2 && dice <= 4 && !definite && !noun.isMass()) {
      return plural ? Determiner.MANY : Determiner.A;
    }
    return Determiner.THE;
  }

  private Optional<Adjective> adjective(Noun noun) {
    List<Adjective> fitting =
        lexicon.adjectives.stream()
            .filter(adjective -> adjective.goesWith(noun) && allowed.test(adjective))
            .toList();
    return fitting.isEmpty() ? Optional.empty() : Optional.of(pick(fitting));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
