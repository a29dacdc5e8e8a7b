package org.attentionlab.data.grammar;

import java.util.Optional;

/**
 * What a sentence means, as a tree without words: the common source from which the English, the
 * Korean and the German sentence are made. The order of the parts says nothing about the order of
 * the words in any language.
 */
final class Meaning {

  private Meaning() {}

  /**
   * A whole sentence: a clause, and perhaps a second one tied to it.
   *
   * @param link how the second clause is tied to the first
   */
  record Sentence(Clause main, Optional<Link> link) {}

  /** A second clause and the word that ties it. */
  record Link(Connective connective, Clause clause) {}

  /** The words that tie clauses. THAT makes the second clause the object of a verb of saying. */
  enum Connective {
    AND,
    BUT,
    BECAUSE,
    WHEN,
    THAT
  }

  /**
   * Somebody who does or is something.
   *
   * @param when an adverb of time, said first
   */
  record Clause(
      Optional<Adverb> when, Subject subject, Predicate predicate, Tense tense, boolean negated) {}

  /** The tenses of the grammar. Present is used with "to be" only. */
  enum Tense {
    PAST,
    PRESENT,
    FUTURE
  }

  /** What can be a subject. */
  sealed interface Subject permits NounPhrase, Both, Pronoun {
    boolean isPlural();
  }

  /**
   * A noun with what belongs to it.
   *
   * @param relative a clause that says which one: the dog <i>that chased the cat</i>
   */
  record NounPhrase(
      Determiner determiner,
      Optional<Adjective> adjective,
      Noun noun,
      boolean isPlural,
      Optional<RelativeClause> relative)
      implements Subject {}

  /** Two subjects: the boy and the girl. */
  record Both(NounPhrase first, NounPhrase second) implements Subject {
    @Override
    public boolean isPlural() {
      return true;
    }
  }

  /**
   * He, she or it.
   *
   * @param antecedent what it stands for
   * @param rival the other noun phrase that it might stand for, if there is one
   */
  record Pronoun(NounPhrase antecedent, Optional<NounPhrase> rival) implements Subject {
    @Override
    public boolean isPlural() {
      return antecedent.isPlural();
    }
  }

  /** What stands before a noun. NONE is for names. */
  enum Determiner {
    NONE,
    THE,
    A,
    THIS,
    MY,
    MANY
  }

  /**
   * A clause in the past tense that describes a noun.
   *
   * @param subjectIsMissing whether the noun itself is the subject ("that chased the cat") or the
   *     object ("that the cat chased")
   * @param other the one who is not missing
   */
  record RelativeClause(Verb verb, boolean subjectIsMissing, NounPhrase other) {}

  /** What is said of a subject. */
  sealed interface Predicate permits Doing, Being {}

  /**
   * To do something.
   *
   * @param object to what it is done; the place for a verb of motion
   * @param receiver who gets the object
   * @param how an adverb of manner
   * @param circumstance with whom, or where
   */
  record Doing(
      Verb verb,
      Optional<NounPhrase> object,
      Optional<NounPhrase> receiver,
      Optional<Adverb> how,
      Optional<Circumstance> circumstance)
      implements Predicate {}

  /** With whom or where something is done; which of the two, the noun tells. */
  record Circumstance(NounPhrase nounPhrase) {
    boolean isPlace() {
      return nounPhrase.noun().is("place");
    }
  }

  /** To be tired, very tired, too tired. */
  record Being(Degree degree, Adjective adjective) implements Predicate {}

  /** How much. */
  enum Degree {
    PLAIN,
    VERY,
    TOO
  }
}
