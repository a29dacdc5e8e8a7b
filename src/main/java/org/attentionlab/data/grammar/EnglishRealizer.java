package org.attentionlab.data.grammar;

import java.util.ArrayList;
import java.util.List;
import org.attentionlab.data.grammar.Anchor.Role;
import org.attentionlab.data.grammar.Meaning.Being;
import org.attentionlab.data.grammar.Meaning.Both;
import org.attentionlab.data.grammar.Meaning.Clause;
import org.attentionlab.data.grammar.Meaning.Doing;
import org.attentionlab.data.grammar.Meaning.NounPhrase;
import org.attentionlab.data.grammar.Meaning.Pronoun;
import org.attentionlab.data.grammar.Meaning.RelativeClause;
import org.attentionlab.data.grammar.Meaning.Sentence;
import org.attentionlab.data.grammar.Meaning.Subject;
import org.attentionlab.data.grammar.Meaning.Tense;

/** English: subject, verb, object; the second clause follows the first. */
final class EnglishRealizer implements Realizer {

  @Override
  public List<Word> realize(Sentence sentence) {
    List<Word> words = new ArrayList<>(clause(sentence.main()));
    sentence
        .link()
        .ifPresent(
            link -> {
              String connective = link.connective().name().toLowerCase(java.util.Locale.ROOT);
              words.add(Word.of(connective, link, Role.CONNECTIVE));
              words.addAll(clause(link.clause()));
            });
    words.set(0, words.get(0).capitalized());
    words.add(Word.bare("."));
    return words;
  }

  private List<Word> clause(Clause clause) {
    List<Word> words = new ArrayList<>();
    clause.when().ifPresent(when -> words.add(Word.of(when.english(), clause, Role.ADVERB)));
    words.addAll(subject(clause.subject()));
    if (clause.predicate() instanceof Doing doing) {
      words.addAll(doing(clause, doing));
    } else if (clause.predicate() instanceof Being being) {
      words.addAll(being(clause, being));
    }
    return words;
  }

  private List<Word> doing(Clause clause, Doing doing) {
    Verb verb = doing.verb();
    boolean simplePast = clause.tense() == Tense.PAST && !clause.negated();
    String[] forms = (simplePast ? verb.past() : verb.english()).split(" ", -1);
    List<Word> words = new ArrayList<>();
    if (!simplePast) {
      String auxiliary = clause.tense() == Tense.FUTURE ? "will" : "did";
      words.add(Word.of(auxiliary, clause, Role.AUXILIARY));
    }
    if (clause.negated()) {
      words.add(Word.of("not", clause, Role.NEGATION));
    }
    words.add(Word.of(forms[0], doing, Role.VERB));
    if (forms.length > 1) {
      words.add(Word.of(forms[1], doing, Role.PREPOSITION));
    }
    doing.object().ifPresent(object -> words.addAll(nounPhrase(object)));
    doing
        .receiver()
        .ifPresent(
            receiver -> {
              words.add(Word.of("to", receiver, Role.PREPOSITION));
              words.addAll(nounPhrase(receiver));
            });
    doing.how().ifPresent(how -> words.add(Word.of(how.english(), doing, Role.ADVERB)));
    doing
        .circumstance()
        .ifPresent(
            circumstance -> {
              NounPhrase phrase = circumstance.nounPhrase();
              String preposition =
                  circumstance.isPlace() ? phrase.noun().englishPreposition() : "with";
              words.add(Word.of(preposition, circumstance, Role.PREPOSITION));
              words.addAll(nounPhrase(phrase));
            });
    return words;
  }

  private List<Word> being(Clause clause, Being being) {
    List<Word> words = new ArrayList<>();
    boolean plural = clause.subject().isPlural();
    String form =
        clause.tense() == Tense.PRESENT ? (plural ? "are" : "is") : (plural ? "were" : "was");
    words.add(Word.of(form, clause, Role.AUXILIARY));
    if (clause.negated()) {
      words.add(Word.of("not", clause, Role.NEGATION));
    }
    switch (being.degree()) {
      case PLAIN -> {}
      case VERY -> words.add(Word.of("very", being, Role.DEGREE));
      case TOO -> words.add(Word.of("too", being, Role.DEGREE));
    }
    words.add(Word.of(being.adjective().english(), being, Role.ADJECTIVE));
    return words;
  }

  private List<Word> subject(Subject subject) {
    if (subject instanceof Pronoun pronoun) {
      String word = pronoun.antecedent().noun().pronoun();
      return List.of(Word.of(word, pronoun, Role.PRONOUN));
    }
    if (subject instanceof Both both) {
      List<Word> words = new ArrayList<>(nounPhrase(both.first()));
      words.add(Word.of("and", both, Role.CONNECTIVE));
      words.addAll(nounPhrase(both.second()));
      return words;
    }
    return nounPhrase((NounPhrase) subject);
  }

  private List<Word> nounPhrase(NounPhrase phrase) {
    List<Word> words = new ArrayList<>();
    phrase
        .adjective()
        .ifPresent(adjective -> words.add(Word.of(adjective.english(), phrase, Role.ADJECTIVE)));
    Noun noun = phrase.noun();
    words.add(Word.of(phrase.isPlural() ? noun.plural() : noun.english(), phrase, Role.NOUN));
    String determiner = determiner(phrase, words.get(0).text());
    if (!determiner.isEmpty()) {
      words.add(0, Word.of(determiner, phrase, Role.DETERMINER));
    }
    phrase.relative().ifPresent(relative -> words.addAll(relativeClause(phrase, relative)));
    return words;
  }

  private List<Word> relativeClause(NounPhrase head, RelativeClause relative) {
    List<Word> words = new ArrayList<>();
    String pronoun = head.noun().is("person") ? "who" : "that";
    words.add(Word.of(pronoun, relative, Role.RELATIVE));
    String[] verb = relative.verb().past().split(" ", -1);
    if (!relative.subjectIsMissing()) {
      words.addAll(nounPhrase(relative.other()));
    }
    words.add(Word.of(verb[0], relative, Role.VERB));
    if (verb.length > 1) {
      words.add(Word.of(verb[1], relative, Role.PREPOSITION));
    }
    if (relative.subjectIsMissing()) {
      words.addAll(nounPhrase(relative.other()));
    }
    return words;
  }

  private static String determiner(NounPhrase phrase, String next) {
    return switch (phrase.determiner()) {
      case NONE -> "";
      case THE -> "the";
      case A -> "aeiou".indexOf(next.charAt(0)) >= 0 ? "an" : "a";
      case THIS -> "this";
      case MY -> "my";
      case MANY -> "many";
    };
  }
}
