package org.attentionlab.data.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attentionlab.data.grammar.Anchor.Role;
import org.attentionlab.data.grammar.KoreanConjugation.Ending;
import org.attentionlab.data.grammar.Meaning.Being;
import org.attentionlab.data.grammar.Meaning.Both;
import org.attentionlab.data.grammar.Meaning.Clause;
import org.attentionlab.data.grammar.Meaning.Connective;
import org.attentionlab.data.grammar.Meaning.Determiner;
import org.attentionlab.data.grammar.Meaning.Doing;
import org.attentionlab.data.grammar.Meaning.Link;
import org.attentionlab.data.grammar.Meaning.NounPhrase;
import org.attentionlab.data.grammar.Meaning.Pronoun;
import org.attentionlab.data.grammar.Meaning.RelativeClause;
import org.attentionlab.data.grammar.Meaning.Sentence;
import org.attentionlab.data.grammar.Meaning.Subject;

/**
 * Korean: the verb comes last, particles mark the parts, and everything that describes a noun comes
 * before it. A reason or a time comes before what it explains.
 *
 * <p>There are no articles. Yet "the" and "a" can be told apart at the subject of a main clause:
 * what is known is the topic (은/는), what is new takes 이/가. And "it" is said by naming the noun
 * again, with 그 before it.
 */
final class KoreanRealizer implements Realizer {

  @Override
  public List<Word> realize(Sentence sentence) {
    List<Word> words = new ArrayList<>();
    Clause main = sentence.main();
    if (sentence.link().isEmpty()) {
      words.addAll(opening(main));
      words.addAll(predicate(main, Ending.STATEMENT, Optional.empty()));
    } else {
      linked(main, sentence.link().get(), words);
    }
    words.add(Word.bare("."));
    return words;
  }

  private void linked(Clause main, Link link, List<Word> words) {
    Clause second = link.clause();
    switch (link.connective()) {
      case AND, BUT -> {
        Ending ending = link.connective() == Connective.AND ? Ending.AND : Ending.BUT;
        words.addAll(opening(main));
        words.addAll(predicate(main, ending, Optional.of(link)));
        words.addAll(opening(second));
        words.addAll(predicate(second, Ending.STATEMENT, Optional.empty()));
      }
      case THAT -> {
        words.addAll(opening(main));
        words.addAll(subordinate(second, Ending.THAT, link));
        words.addAll(predicate(main, Ending.STATEMENT, Optional.empty()));
      }
      case BECAUSE, WHEN -> {
        boolean aboutTheSubject = second.subject() instanceof Pronoun;
        if (aboutTheSubject) {
          words.addAll(opening(main));
          words.addAll(reason(second, link));
        } else {
          Ending ending = link.connective() == Connective.WHEN ? Ending.WHEN : Ending.BECAUSE;
          words.addAll(subordinate(second, ending, link));
          words.addAll(opening(main));
        }
        words.addAll(predicate(main, Ending.STATEMENT, Optional.empty()));
      }
    }
  }

  /** A reason with a pronoun: "it" names its noun again, "he" and "she" are left out. */
  private List<Word> reason(Clause clause, Link link) {
    Pronoun pronoun = (Pronoun) clause.subject();
    if (pronoun.rival().isEmpty()) {
      List<Word> words = predicate(clause, Ending.SO, Optional.of(link));
      int last = words.size() - 1;
      words.set(last, words.get(last).and(pronoun, Role.PRONOUN));
      return words;
    }
    List<Word> words = new ArrayList<>();
    NounPhrase antecedent = pronoun.antecedent();
    String noun = KoreanParticle.SUBJECT.after(antecedent.noun().korean());
    words.add(Word.of("그", pronoun, Role.PRONOUN));
    words.add(Word.of(noun, pronoun, Role.PRONOUN).and(antecedent, Role.NOUN));
    words.addAll(predicate(clause, Ending.BECAUSE, Optional.of(link)));
    return words;
  }

  /** A clause within a sentence: its subject takes 이/가. */
  private List<Word> subordinate(Clause clause, Ending ending, Link link) {
    List<Word> words = new ArrayList<>(subject(clause.subject(), KoreanParticle.SUBJECT));
    words.addAll(predicate(clause, ending, Optional.of(link)));
    return words;
  }

  /** Time and subject of a main clause. */
  private List<Word> opening(Clause clause) {
    List<Word> words = new ArrayList<>();
    if (!timeComesLate(clause)) {
      words.addAll(time(clause));
    }
    NounPhrase nearest =
        clause.subject() instanceof Both both ? both.second() : (NounPhrase) clause.subject();
    boolean isNew = nearest.determiner() == Determiner.A || nearest.determiner() == Determiner.MANY;
    words.addAll(subject(clause.subject(), isNew ? KoreanParticle.SUBJECT : KoreanParticle.TOPIC));
    return words;
  }

  private static List<Word> time(Clause clause) {
    return clause.when().stream().map(when -> Word.of(when.korean(), clause, Role.ADVERB)).toList();
  }

  /** Before a relative clause, the time would seem to belong to that. */
  private static boolean timeComesLate(Clause clause) {
    NounPhrase first =
        clause.subject() instanceof Both both
            ? both.first()
            : clause.subject() instanceof NounPhrase phrase ? phrase : null;
    return first != null && first.relative().isPresent();
  }

  private List<Word> subject(Subject subject, KoreanParticle particle) {
    if (subject instanceof Both both) {
      List<Word> words = nounPhrase(both.first(), KoreanParticle.AND);
      int last = words.size() - 1;
      words.set(last, words.get(last).and(both, Role.CONNECTIVE));
      words.addAll(nounPhrase(both.second(), particle));
      return words;
    }
    return nounPhrase((NounPhrase) subject, particle);
  }

  /** Everything but time and subject; the verb is at the end and takes the ending. */
  private List<Word> predicate(Clause clause, Ending ending, Optional<Link> link) {
    List<Word> words = new ArrayList<>();
    if (timeComesLate(clause)) {
      words.addAll(time(clause));
    }
    if (clause.predicate() instanceof Being being) {
      switch (being.degree()) {
        case PLAIN -> {}
        case VERY -> words.add(Word.of("매우", being, Role.DEGREE));
        case TOO -> words.add(Word.of("너무", being, Role.DEGREE));
      }
      words.addAll(KoreanConjugation.of(being, clause, ending, link));
      return words;
    }
    Doing doing = (Doing) clause.predicate();
    doing
        .circumstance()
        .ifPresent(
            circumstance -> {
              NounPhrase phrase = circumstance.nounPhrase();
              if (circumstance.isPlace()) {
                words.addAll(
                    with(nounPhrase(phrase, KoreanParticle.AT), circumstance, Role.PREPOSITION));
              } else {
                words.addAll(nounPhrase(phrase, KoreanParticle.AND));
                words.add(Word.of("함께", circumstance, Role.PREPOSITION));
              }
            });
    doing
        .receiver()
        .ifPresent(
            receiver ->
                words.addAll(
                    with(
                        nounPhrase(receiver, KoreanParticle.RECEIVER),
                        receiver,
                        Role.PREPOSITION)));
    doing
        .object()
        .ifPresent(
            object ->
                words.addAll(
                    with(nounPhrase(object, doing.verb().particle()), doing, Role.PREPOSITION)));
    doing.how().ifPresent(how -> words.add(Word.of(how.korean(), doing, Role.ADVERB)));
    words.addAll(KoreanConjugation.of(doing, clause, ending, link));
    return words;
  }

  private List<Word> nounPhrase(NounPhrase phrase, KoreanParticle particle) {
    List<Word> words = new ArrayList<>();
    phrase.relative().ifPresent(relative -> words.addAll(relativeClause(relative)));
    switch (phrase.determiner()) {
      case THIS -> words.add(Word.of("이", phrase, Role.DETERMINER));
      case MY -> words.add(Word.of("내", phrase, Role.DETERMINER));
      case MANY -> words.add(Word.of("많은", phrase, Role.DETERMINER));
      case NONE, THE, A -> {} // Korean has no articles
    }
    phrase
        .adjective()
        .ifPresent(adjective -> words.add(Word.of(adjective.modifier(), phrase, Role.ADJECTIVE)));
    String noun = phrase.noun().korean() + (phrase.isPlural() ? "들" : "");
    words.add(Word.of(particle.after(noun), phrase, Role.NOUN).and(phrase, Role.DETERMINER));
    return words;
  }

  private List<Word> relativeClause(RelativeClause relative) {
    Verb verb = relative.verb();
    KoreanParticle particle =
        relative.subjectIsMissing() ? verb.particle() : KoreanParticle.SUBJECT;
    List<Word> words = nounPhrase(relative.other(), particle);
    words.add(
        Word.of(verb.pastModifier(), relative, Role.VERB)
            .and(relative, Role.RELATIVE)
            .and(relative, Role.PREPOSITION));
    return words;
  }

  /** Adds a possible link to the last word, the one with the particle. */
  private static List<Word> with(List<Word> words, Object node, Role role) {
    int last = words.size() - 1;
    words.set(last, words.get(last).and(node, role));
    return words;
  }
}
