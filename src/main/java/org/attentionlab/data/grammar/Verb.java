package org.attentionlab.data.grammar;

import java.util.List;
import java.util.Set;

/**
 * A verb in three languages, one line of {@code verbs.tsv}. Korean forms that cannot be derived by
 * one rule for all verbs are written out, like the principal parts in a dictionary.
 *
 * @param english the base form, with its preposition: "wait for"
 * @param past the English past tense, with the preposition
 * @param kind what it needs besides a subject
 * @param subjects tags of the nouns that can do it
 * @param objects tags of the nouns that it can be done to
 * @param korean dictionary form, on 다
 * @param connected the form in 아/어, from which the past is made: 건너, 먹어, 해
 * @param pastModifier the form before a noun, past: 건넌, 먹은
 * @param futureModifier the form before a noun, future: 건널, 먹을
 * @param particle what the Korean object takes
 * @param prefix the German prefix that separates: "an" of ankommen; empty if there is none
 * @param infinitive the German infinitive without that prefix
 * @param pastSingular German past, he, without the prefix
 * @param pastPlural German past, they, without the prefix
 * @param government the German case or preposition of the object
 * @param manners the manner adverbs that go with it
 * @param hasPlace whether it may be said with whom or where it is done
 */
record Verb(
    String english,
    String past,
    Kind kind,
    Set<String> subjects,
    Set<String> objects,
    String korean,
    String connected,
    String pastModifier,
    String futureModifier,
    KoreanParticle particle,
    String prefix,
    String infinitive,
    String pastSingular,
    String pastPlural,
    Government government,
    List<String> manners,
    boolean hasPlace) {

  /** What a verb needs besides its subject. */
  enum Kind {
    /** Nothing: sleep. */
    PLAIN,
    /** An object: cross the street. */
    OBJECT,
    /** An object and somebody who gets it: give the book to the girl. */
    GIVING,
    /** A place to go to: go to the market. */
    MOTION,
    /** A clause: say that … */
    SAYING
  }

  /** What a German verb asks of its object: a case, and perhaps a preposition before it. */
  record Government(String preposition, GermanCase grammaticalCase) {
    boolean hasPreposition() {
      return !preposition.isEmpty();
    }
  }

  /** Its stem, from which present and negation are made: 건너, 먹. */
  String koreanStem() {
    return korean.substring(0, korean.length() - 1);
  }

  /** Whether this verb needs an object of the kind that {@code noun} is. */
  boolean takes(Noun noun) {
    return noun.isAny(objects);
  }
}
