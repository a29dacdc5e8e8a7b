package org.attentionlab.data.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attentionlab.data.grammar.Anchor.Role;
import org.attentionlab.data.grammar.Meaning.Being;
import org.attentionlab.data.grammar.Meaning.Clause;
import org.attentionlab.data.grammar.Meaning.Doing;
import org.attentionlab.data.grammar.Meaning.Link;
import org.attentionlab.data.grammar.Meaning.Predicate;
import org.attentionlab.data.grammar.Meaning.Tense;

/**
 * The Korean verb (or adjective, which is conjugated like a verb) with its tense, its negation and
 * the ending that ties its clause to the next one.
 *
 * <pre>
 * 건너다   past 건넜다   not 건너지 않았다   future 건널 것이다   because 건넜기 때문에
 * </pre>
 */
final class KoreanConjugation {

  /** How a clause ends. */
  enum Ending {
    STATEMENT("다"),
    AND("고"),
    BUT("지만"),
    THAT("다고"),
    /** The word 때문에 follows. */
    BECAUSE("기"),
    /** The word 때 follows. */
    WHEN("을"),
    /** Has no tense: 피곤해서. */
    SO("서");

    private final String syllables;

    Ending(String syllables) {
      this.syllables = syllables;
    }
  }

  private KoreanConjugation() {}

  /** The words of the verb with its ending; anchors are those of the clause and its link. */
  static List<Word> of(Predicate predicate, Clause clause, Ending ending, Optional<Link> link) {
    List<Word> words = new ArrayList<>();
    String stem = stem(predicate);
    Role role = predicate instanceof Doing ? Role.VERB : Role.ADJECTIVE;
    if (clause.negated()) {
      words.add(Word.of(stem + "지", predicate, role).and(predicate, Role.PREPOSITION));
      stem = "않";
    }
    if (clause.tense() == Tense.FUTURE) {
      String modifier = clause.negated() ? "않을" : ((Doing) predicate).verb().futureModifier();
      words.add(last(modifier, predicate, role, clause));
      words.add(Word.of("것이" + ending.syllables, clause, Role.AUXILIARY));
      return words;
    }
    String connected = clause.negated() ? "않아" : connected(predicate);
    String form =
        ending == Ending.SO
            ? connected
            : clause.tense() == Tense.PAST ? Hangul.withSsangSiot(connected) : stem;
    words.add(
        link.map(
                tie ->
                    last(form + ending.syllables, predicate, role, clause)
                        .and(tie, Role.CONNECTIVE))
            .orElseGet(() -> last(form + ending.syllables, predicate, role, clause)));
    if (ending == Ending.BECAUSE) {
      words.add(Word.of("때문에", link.orElseThrow(), Role.CONNECTIVE));
    } else if (ending == Ending.WHEN) {
      words.add(Word.of("때", link.orElseThrow(), Role.CONNECTIVE));
    }
    return words;
  }

  /** The word that carries tense: of "did not" if the clause is negated, else the verb itself. */
  private static Word last(String text, Predicate predicate, Role role, Clause clause) {
    return clause.negated()
        ? Word.of(text, clause, Role.NEGATION).and(clause, Role.AUXILIARY)
        : Word.of(text, predicate, role)
            .and(predicate, Role.PREPOSITION)
            .and(clause, Role.AUXILIARY);
  }

  private static String stem(Predicate predicate) {
    return predicate instanceof Doing doing
        ? doing.verb().koreanStem()
        : ((Being) predicate).adjective().koreanStem();
  }

  private static String connected(Predicate predicate) {
    return predicate instanceof Doing doing
        ? doing.verb().connected()
        : ((Being) predicate).adjective().connected();
  }
}
