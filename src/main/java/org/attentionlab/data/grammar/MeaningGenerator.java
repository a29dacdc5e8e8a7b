package org.attentionlab.data.grammar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.attentionlab.data.grammar.Meaning.Being;
import org.attentionlab.data.grammar.Meaning.Both;
import org.attentionlab.data.grammar.Meaning.Circumstance;
import org.attentionlab.data.grammar.Meaning.Clause;
import org.attentionlab.data.grammar.Meaning.Connective;
import org.attentionlab.data.grammar.Meaning.Degree;
import org.attentionlab.data.grammar.Meaning.Doing;
import org.attentionlab.data.grammar.Meaning.Link;
import org.attentionlab.data.grammar.Meaning.NounPhrase;
import org.attentionlab.data.grammar.Meaning.Pronoun;
import org.attentionlab.data.grammar.Meaning.Sentence;
import org.attentionlab.data.grammar.Meaning.Subject;
import org.attentionlab.data.grammar.Meaning.Tense;

/** Draws meanings at random, from "The dog slept." to two clauses with all their trimmings. */
final class MeaningGenerator {

  private static final Set<String> ANY = Set.of();

  /** Adjectives that are true for a while only. */
  private static final Set<String> STATES =
      Set.of("tired", "hungry", "thirsty", "sick", "weak", "sad", "happy", "nervous");

  private static final Set<String> LIVING = Set.of("person", "animal");
  private static final Set<String> PERSON = Set.of("person");

  private final Lexicon lexicon;
  private final Random random;
  private final NounPhraseGenerator nounPhrases;
  private final List<Verb> doing;
  private final List<Verb> saying;
  private final List<Frame> framesWithObject;
  private final List<Frame> framesWithoutObject;

  /** How much is added to what is needed, from 0 to 1; drawn anew for every sentence. */
  private double richness;

  MeaningGenerator(Lexicon lexicon, Random random) {
    this.lexicon = lexicon;
    this.random = random;
    this.nounPhrases = new NounPhraseGenerator(lexicon, random);
    saying = lexicon.verbs.stream().filter(v -> v.kind() == Verb.Kind.SAYING).toList();
    doing =
        lexicon.verbs.stream()
            .filter(v -> v.kind() != Verb.Kind.SAYING && !v.subjects().contains("stuff"))
            .toList();
    framesWithObject = new ArrayList<>();
    for (Frame frame : lexicon.frames) {
      int weight = lexicon.nouns(frame.objects()).size(); // so that each noun has its share
      framesWithObject.addAll(Collections.nCopies(weight, frame));
    }
    framesWithoutObject = lexicon.frames.stream().filter(f -> !f.hasObject()).toList();
  }

  /** A sentence of any kind but the next one. */
  Sentence sentence(double richness) {
    this.richness = richness;
    nounPhrases.allow(adjective -> true);
    int kind = random.nextInt(10);
    if (richness < 0.2 || kind < 3) {
      return new Sentence(clause(true, true), Optional.empty());
    }
    if (kind == 9) {
      return reasonOfAPerson();
    }
    Connective connective =
        switch (kind) {
          case 3 -> Connective.AND;
          case 4 -> Connective.BUT;
          case 5, 6 -> Connective.WHEN;
          case 7 -> Connective.BECAUSE;
          default -> Connective.THAT;
        };
    Clause main = connective == Connective.THAT ? sayingClause() : pastClause(true);
    return new Sentence(main, Optional.of(new Link(connective, pastClause(false))));
  }

  /** A sentence whose "it" has two candidates: "… because it was too tired". */
  Sentence reasonOfAnAnimalOrThing(double richness) {
    this.richness = richness;
    Frame frame = pick(framesWithObject);
    boolean ofSubject = random.nextBoolean();
    Adjective reason = lexicon.adjective(pick(ofSubject ? frame.ofSubject() : frame.ofObject()));
    Noun subject;
    Noun object;
    do {
      subject = nounPhrases.noun(frame.subjects());
      object = nounPhrases.noun(frame.objects());
    } while (subject.gender() == object.gender() || !(ofSubject || reason.goesWith(object)));

    nounPhrases.allow(adjective -> !isReason(adjective, frame.verb()));
    double adjectives = subject.is("animal") ? richness : 0;
    NounPhrase actor = nounPhrases.plain(subject, adjectives, true, true);
    if (chance(1)) {
      actor = nounPhrases.withRelative(actor, richness, PERSON);
    }
    NounPhrase thing = nounPhrases.plain(object, richness, true, true);
    Pronoun it =
        ofSubject ? new Pronoun(actor, Optional.of(thing)) : new Pronoun(thing, Optional.of(actor));
    return withReason(frame, actor, Optional.of(thing), it, reason);
  }

  /**
   * Whether an adjective is a reason for doing this, or for not doing it. It must not stand before
   * a noun then ("the heavy box … because it was very light"), nor must "strong", the opposite of
   * the most frequent one.
   */
  private boolean isReason(Adjective adjective, String verb) {
    String word = adjective.english();
    return word.equals("strong")
        || lexicon.frames.stream()
            .filter(frame -> frame.verb().equals(verb))
            .anyMatch(frame -> frame.ofSubject().contains(word) || frame.ofObject().contains(word));
  }

  /** A sentence like "The boy cried because he was very sad." */
  private Sentence reasonOfAPerson() {
    Frame frame = pick(framesWithoutObject);
    Noun person;
    do {
      person = nounPhrases.noun(PERSON);
    } while (person.pronoun().equals("-"));
    nounPhrases.allow(adjective -> !isReason(adjective, frame.verb()));
    NounPhrase actor = nounPhrases.plain(person, richness, false, true);
    if (chance(1)) {
      actor = nounPhrases.withRelative(actor, richness, Set.of("animal"));
    }
    Adjective reason = lexicon.adjective(pick(frame.ofSubject()));
    return withReason(frame, actor, Optional.empty(), new Pronoun(actor, Optional.empty()), reason);
  }

  private Sentence withReason(
      Frame frame,
      NounPhrase actor,
      Optional<NounPhrase> object,
      Subject pronoun,
      Adjective reason) {
    Tense tense = random.nextInt(4) == 0 ? Tense.FUTURE : Tense.PAST;
    Verb verb = lexicon.verb(frame.verb(), actor.noun());
    Doing doing = new Doing(verb, object, Optional.empty(), Optional.empty(), Optional.empty());
    Clause main = new Clause(when(tense), actor, doing, tense, frame.negated());
    Clause cause =
        new Clause(
            Optional.empty(),
            pronoun,
            new Being(frame.degree(), reason),
            tense == Tense.FUTURE ? Tense.PRESENT : Tense.PAST,
            false);
    return new Sentence(main, Optional.of(new Link(Connective.BECAUSE, cause)));
  }

  /** "The boy said …" */
  private Clause sayingClause() {
    Noun speaker = nounPhrases.noun(PERSON);
    NounPhrase subject = nounPhrases.plain(speaker, richness, true, false);
    return new Clause(
        when(Tense.PAST), subject, doing(pick(saying), Optional.empty()), Tense.PAST, false);
  }

  private Clause pastClause(boolean first) {
    return clause(first, false);
  }

  private Clause clause(boolean first, boolean anyTense) {
    if (random.nextInt(6) == 0) {
      return beingClause(first, anyTense);
    }
    Tense tense = anyTense && random.nextInt(4) == 0 ? Tense.FUTURE : Tense.PAST;
    Optional<Adverb> when = first ? when(tense) : Optional.empty();
    boolean negated = random.nextInt(8) == 0;
    Verb verb = pick(doing);
    Subject subject = subject(verb.subjects());
    Noun actor = subject instanceof NounPhrase phrase ? phrase.noun() : null;
    Optional<NounPhrase> object = object(verb, actor, negated);
    if (verb.kind() == Verb.Kind.GIVING) {
      NounPhrase receiver = nounPhrases.plain(nounPhrases.noun(PERSON), richness, true, true);
      Doing giving =
          new Doing(verb, object, Optional.of(receiver), Optional.empty(), Optional.empty());
      return new Clause(when, subject, giving, tense, negated);
    }
    boolean objectEndsOpen = object.isPresent() && object.get().relative().isPresent();
    if (negated || objectEndsOpen) {
      return new Clause(when, subject, doing(verb, object), tense, negated);
    }
    Doing doing = new Doing(verb, object, Optional.empty(), manner(verb), circumstance(verb));
    return new Clause(when, subject, doing, tense, false);
  }

  /** "The dog was very tired." Only what passes is said in a sentence with two clauses. */
  private Clause beingClause(boolean first, boolean alone) {
    NounPhrase subject = nounPhrases.plain(nounPhrases.noun(LIVING), 0, false, false);
    Adjective adjective;
    do {
      adjective = pick(lexicon.adjectives(subject.noun()));
    } while (!alone && !STATES.contains(adjective.english()));
    Degree degree = chance(0.5) ? Degree.VERY : Degree.PLAIN;
    boolean passes = STATES.contains(adjective.english());
    boolean negated = passes && degree == Degree.PLAIN && random.nextInt(4) == 0;
    return new Clause(
        first && passes ? when(Tense.PAST) : Optional.empty(),
        chance(0.5) ? nounPhrases.withRelative(subject, richness, ANY) : subject,
        new Being(degree, adjective),
        Tense.PAST,
        negated);
  }

  private Subject subject(Set<String> tags) {
    Noun noun = nounPhrases.noun(tags);
    if (chance(0.2)) {
      Noun other = nounPhrases.noun(tags);
      if (other != noun) {
        return new Both(
            nounPhrases.plain(noun, richness, false, true),
            nounPhrases.plain(other, richness, false, false));
      }
    }
    NounPhrase phrase = nounPhrases.plain(noun, richness, false, false);
    return chance(0.6) ? nounPhrases.withRelative(phrase, richness, ANY) : phrase;
  }

  private Optional<NounPhrase> object(Verb verb, Noun actor, boolean negated) {
    return switch (verb.kind()) {
      case PLAIN, SAYING -> Optional.empty();
      case MOTION -> Optional.of(nounPhrases.place(richness));
      case OBJECT, GIVING -> {
        Noun noun;
        do {
          noun = nounPhrases.noun(verb.objects());
        } while (noun == actor);
        // German dative plurals would be too rare to learn.
        boolean singular = verb.government().grammaticalCase() == GermanCase.DATIVE;
        NounPhrase phrase = nounPhrases.plain(noun, richness, negated, singular);
        boolean described = verb.kind() == Verb.Kind.OBJECT && !negated && chance(0.5);
        yield Optional.of(described ? nounPhrases.withRelative(phrase, richness, LIVING) : phrase);
      }
    };
  }

  private static Doing doing(Verb verb, Optional<NounPhrase> object) {
    return new Doing(verb, object, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Optional<Adverb> manner(Verb verb) {
    if (verb.manners().isEmpty() || !chance(0.4)) {
      return Optional.empty();
    }
    String word = pick(verb.manners());
    return lexicon.adverbs("manner").stream().filter(a -> a.english().equals(word)).findFirst();
  }

  private Optional<Circumstance> circumstance(Verb verb) {
    if (!verb.hasPlace() || !chance(0.6)) {
      return Optional.empty();
    }
    NounPhrase phrase =
        verb.kind() == Verb.Kind.PLAIN && random.nextInt(3) == 0
            ? nounPhrases.plain(nounPhrases.noun(PERSON), richness / 2, true, true)
            : nounPhrases.place(richness);
    return Optional.of(new Circumstance(phrase));
  }

  private Optional<Adverb> when(Tense tense) {
    if (random.nextInt(5) != 0) {
      return Optional.empty();
    }
    return Optional.of(pick(lexicon.adverbs(tense == Tense.FUTURE ? "future" : "past")));
  }

  /** True with a probability that grows with the richness of the sentence. */
  private boolean chance(double atMost) {
    return random.nextDouble() < atMost * richness;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
