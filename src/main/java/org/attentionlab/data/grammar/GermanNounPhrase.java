package org.attentionlab.data.grammar;

import static org.attentionlab.data.grammar.GermanCase.NOMINATIVE;

import java.util.ArrayList;
import java.util.List;
import org.attentionlab.data.grammar.Anchor.Role;
import org.attentionlab.data.grammar.Meaning.Determiner;
import org.attentionlab.data.grammar.Meaning.NounPhrase;
import org.attentionlab.data.grammar.Meaning.RelativeClause;

/**
 * German noun phrases: article, adjective and noun in agreement, and relative clauses in commas.
 */
final class GermanNounPhrase {

  /** The phrase in a case. */
  List<Word> realize(NounPhrase phrase, GermanCase grammaticalCase) {
    List<Word> words = new ArrayList<>();
    if (phrase.determiner() != Determiner.NONE) {
      String determiner = GermanDeclension.determiner(phrase, grammaticalCase);
      words.add(Word.of(determiner, phrase, Role.DETERMINER));
    }
    words.addAll(withoutDeterminer(phrase, grammaticalCase));
    return words;
  }

  /**
   * The phrase after a preposition, with which its article may melt: in dem, im.
   *
   * @param anchor what the preposition expresses
   */
  List<Word> realizeAfter(
      String preposition, Anchor anchor, NounPhrase phrase, GermanCase grammaticalCase) {
    List<Word> words = new ArrayList<>();
    Word first = Word.of(preposition, anchor.node(), anchor.role());
    String contraction = GermanDeclension.contraction(preposition, phrase, grammaticalCase);
    if (contraction.isEmpty()) {
      words.add(first);
      words.addAll(realize(phrase, grammaticalCase));
    } else {
      words.add(Word.of(contraction, anchor.node(), anchor.role()).and(phrase, Role.DETERMINER));
      words.addAll(withoutDeterminer(phrase, grammaticalCase));
    }
    return words;
  }

  private List<Word> withoutDeterminer(NounPhrase phrase, GermanCase grammaticalCase) {
    List<Word> words = new ArrayList<>();
    if (phrase.adjective().isPresent()) {
      String adjective = GermanDeclension.adjective(phrase, grammaticalCase);
      words.add(Word.of(adjective, phrase, Role.ADJECTIVE));
    }
    words.add(Word.of(GermanDeclension.noun(phrase, grammaticalCase), phrase, Role.NOUN));
    phrase.relative().ifPresent(relative -> words.addAll(relativeClause(phrase, relative)));
    return words;
  }

  private List<Word> relativeClause(NounPhrase head, RelativeClause relative) {
    Verb verb = relative.verb();
    Verb.Government government = verb.government();
    List<Word> words = new ArrayList<>();
    words.add(Word.bare(","));
    boolean pluralSubject;
    if (relative.subjectIsMissing()) {
      words.add(relativePronoun(head, NOMINATIVE, relative));
      words.addAll(objectOf(relative));
      pluralSubject = head.isPlural();
    } else {
      if (government.hasPreposition()) {
        words.add(Word.of(government.preposition(), relative, Role.PREPOSITION));
      }
      words.add(relativePronoun(head, government.grammaticalCase(), relative));
      words.addAll(realize(relative.other(), NOMINATIVE));
      pluralSubject = relative.other().isPlural();
    }
    String form = pluralSubject ? verb.pastPlural() : verb.pastSingular();
    words.add(Word.of(verb.prefix() + form, relative, Role.VERB).and(relative, Role.PREPOSITION));
    words.add(Word.bare(","));
    return words;
  }

  private static Word relativePronoun(
      NounPhrase head, GermanCase grammaticalCase, RelativeClause relative) {
    String pronoun = GermanDeclension.relativePronoun(head, grammaticalCase);
    return Word.of(pronoun, relative, Role.RELATIVE);
  }

  private List<Word> objectOf(RelativeClause relative) {
    Verb.Government government = relative.verb().government();
    return government.hasPreposition()
        ? realizeAfter(
            government.preposition(),
            new Anchor(relative, Role.PREPOSITION),
            relative.other(),
            government.grammaticalCase())
        : realize(relative.other(), government.grammaticalCase());
  }
}
