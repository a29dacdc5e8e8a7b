package org.attentionlab.data.grammar;

import static org.attentionlab.data.grammar.GermanCase.DATIVE;
import static org.attentionlab.data.grammar.GermanCase.NOMINATIVE;

import java.util.ArrayList;
import java.util.List;
import org.attentionlab.data.grammar.Anchor.Role;
import org.attentionlab.data.grammar.Meaning.Being;
import org.attentionlab.data.grammar.Meaning.Clause;
import org.attentionlab.data.grammar.Meaning.Connective;
import org.attentionlab.data.grammar.Meaning.Doing;
import org.attentionlab.data.grammar.Meaning.NounPhrase;
import org.attentionlab.data.grammar.Meaning.Pronoun;
import org.attentionlab.data.grammar.Meaning.Sentence;
import org.attentionlab.data.grammar.Meaning.Subject;
import org.attentionlab.data.grammar.Meaning.Tense;

/**
 * German: the finite verb is the second part of a main clause and the last word of a subordinate
 * one; prefixes and infinitives stand at the end.
 *
 * <pre>
 * Gestern   kam    der Junge mit dem Hund   an.
 * …, weil          der Junge mit dem Hund   ankam.
 * </pre>
 */
final class GermanRealizer implements Realizer {

  private final GermanNounPhrase nounPhrases = new GermanNounPhrase();

  @Override
  public List<Word> realize(Sentence sentence) {
    List<Word> words = new ArrayList<>(mainClause(sentence.main()));
    sentence
        .link()
        .ifPresent(
            link -> {
              if (link.connective() != Connective.AND) {
                words.add(Word.bare(","));
              }
              words.add(Word.of(conjunction(link.connective()), link, Role.CONNECTIVE));
              words.addAll(
                  switch (link.connective()) {
                    case AND, BUT -> mainClause(link.clause());
                    case BECAUSE, WHEN, THAT -> subordinateClause(link.clause());
                  });
            });
    words.set(0, words.get(0).capitalized());
    words.add(Word.bare("."));
    return withoutNeedlessCommas(words);
  }

  private static String conjunction(Connective connective) {
    return switch (connective) {
      case AND -> "und";
      case BUT -> "aber";
      case BECAUSE -> "weil";
      case WHEN -> "als";
      case THAT -> "dass";
    };
  }

  private List<Word> mainClause(Clause clause) {
    List<Word> words = new ArrayList<>();
    List<Word> subject = subject(clause.subject());
    clause.when().ifPresent(when -> words.add(Word.of(when.german(), clause, Role.ADVERB)));
    if (clause.when().isEmpty()) {
      words.addAll(subject);
    }
    words.add(finiteVerb(clause, false));
    if (clause.when().isPresent()) {
      words.addAll(subject);
    }
    words.addAll(middle(clause));
    if (clause.predicate() instanceof Doing doing) {
      Verb verb = doing.verb();
      if (clause.tense() == Tense.FUTURE) {
        words.add(verbWord(verb.prefix() + verb.infinitive(), doing));
      } else if (!verb.prefix().isEmpty()) {
        words.add(verbWord(verb.prefix(), doing));
      }
    }
    return words;
  }

  private List<Word> subordinateClause(Clause clause) {
    List<Word> words = new ArrayList<>(subject(clause.subject()));
    words.addAll(middle(clause));
    words.add(finiteVerb(clause, true));
    return words;
  }

  /** The verb that agrees with the subject; at the end of a clause it has its prefix. */
  private Word finiteVerb(Clause clause, boolean atTheEnd) {
    boolean plural = clause.subject().isPlural();
    if (clause.predicate() instanceof Being) {
      String form =
          clause.tense() == Tense.PRESENT ? (plural ? "sind" : "ist") : (plural ? "waren" : "war");
      return Word.of(form, clause, Role.AUXILIARY);
    }
    if (clause.tense() == Tense.FUTURE) {
      return Word.of(plural ? "werden" : "wird", clause, Role.AUXILIARY);
    }
    Doing doing = (Doing) clause.predicate();
    Verb verb = doing.verb();
    String form = plural ? verb.pastPlural() : verb.pastSingular();
    return verbWord((atTheEnd ? verb.prefix() : "") + form, doing).and(clause, Role.AUXILIARY);
  }

  private static Word verbWord(String text, Doing doing) {
    return Word.of(text, doing, Role.VERB).and(doing, Role.PREPOSITION);
  }

  /** What stands between the finite verb (or the subject) and the end of the clause. */
  private List<Word> middle(Clause clause) {
    List<Word> words = new ArrayList<>();
    List<Word> not =
        clause.negated() ? List.of(Word.of("nicht", clause, Role.NEGATION)) : List.of();
    if (clause.predicate() instanceof Being being) {
      words.addAll(not);
      switch (being.degree()) {
        case PLAIN -> {}
        case VERY -> words.add(Word.of("sehr", being, Role.DEGREE));
        case TOO -> words.add(Word.of("zu", being, Role.DEGREE));
      }
      words.add(Word.of(being.adjective().german(), being, Role.ADJECTIVE));
      return words;
    }
    Doing doing = (Doing) clause.predicate();
    Verb.Government government = doing.verb().government();
    doing
        .receiver()
        .ifPresent(
            receiver ->
                nounPhrases.realize(receiver, DATIVE).stream()
                    .map(word -> word.and(receiver, Role.PREPOSITION))
                    .forEach(words::add));
    if (!government.hasPreposition()) {
      doing
          .object()
          .ifPresent(o -> words.addAll(nounPhrases.realize(o, government.grammaticalCase())));
    }
    words.addAll(not);
    doing.how().ifPresent(how -> words.add(Word.of(how.german(), doing, Role.ADVERB)));
    doing.circumstance().ifPresent(circumstance -> words.addAll(circumstance(circumstance)));
    if (government.hasPreposition()) {
      doing
          .object()
          .ifPresent(
              object ->
                  words.addAll(
                      nounPhrases.realizeAfter(
                          government.preposition(),
                          new Anchor(doing, Role.PREPOSITION),
                          object,
                          government.grammaticalCase())));
    }
    return words;
  }

  private List<Word> circumstance(Meaning.Circumstance circumstance) {
    NounPhrase phrase = circumstance.nounPhrase();
    String preposition = circumstance.isPlace() ? phrase.noun().germanPreposition() : "mit";
    return nounPhrases.realizeAfter(
        preposition, new Anchor(circumstance, Role.PREPOSITION), phrase, DATIVE);
  }

  private List<Word> subject(Subject subject) {
    if (subject instanceof Pronoun pronoun) {
      String word = GermanDeclension.pronoun(pronoun.antecedent());
      return List.of(Word.of(word, pronoun, Role.PRONOUN));
    }
    if (subject instanceof Meaning.Both both) {
      List<Word> words = nounPhrases.realize(both.first(), NOMINATIVE);
      words.add(Word.of("und", both, Role.CONNECTIVE));
      words.addAll(nounPhrases.realize(both.second(), NOMINATIVE));
      return words;
    }
    return nounPhrases.realize((NounPhrase) subject, NOMINATIVE);
  }

  /** A comma that ends a relative clause is dropped before another mark. */
  private static List<Word> withoutNeedlessCommas(List<Word> words) {
    List<Word> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean comma = words.get(i).text().equals(",");
      String next = i + 1 < words.size() ? words.get(i + 1).text() : "";
      if (!comma || !(next.equals(",") || next.equals("."))) {
        kept.add(words.get(i));
      }
    }
    return kept;
  }
}
