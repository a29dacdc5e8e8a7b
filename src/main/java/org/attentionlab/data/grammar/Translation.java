package org.attentionlab.data.grammar;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attentionlab.data.Alignment;
import org.attentionlab.data.Alignment.Link;
import org.attentionlab.data.Antecedent;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.grammar.Anchor.Role;
import org.attentionlab.data.grammar.Meaning.Pronoun;
import org.attentionlab.data.grammar.Meaning.Sentence;
import org.attentionlab.text.WordTokenizer;

/** Writes one meaning in two languages, and reads from the anchors which word translates which. */
final class Translation {

  private final Realizer source = new EnglishRealizer();
  private final Realizer target;
  private final WordTokenizer tokenizer = new WordTokenizer();

  /**
   * @param target the language to translate to
   */
  Translation(Realizer target) {
    this.target = target;
  }

  /** The English words alone. */
  List<Word> english(Sentence sentence) {
    return source.realize(sentence);
  }

  /** The English sentence and its translation, with alignment and antecedent. */
  SentencePair pair(Sentence sentence) {
    List<Word> from = source.realize(sentence);
    List<Word> to = target.realize(sentence);
    Map<Anchor, Integer> positions = new HashMap<>();
    for (int i = 0; i < from.size(); i++) {
      int position = i;
      from.get(i).anchor().ifPresent(anchor -> positions.put(anchor, position));
    }
    return new SentencePair(
        text(from),
        text(to),
        Optional.of(alignment(positions, to)),
        antecedent(sentence, positions, to));
  }

  String text(List<Word> words) {
    return tokenizer.join(words.stream().map(Word::text).toList());
  }

  private static Alignment alignment(Map<Anchor, Integer> positions, List<Word> to) {
    Set<Link> sure = new HashSet<>();
    Set<Link> possible = new HashSet<>();
    for (int i = 0; i < to.size(); i++) {
      int target = i;
      to.get(i)
          .anchor()
          .map(positions::get)
          .ifPresent(position -> sure.add(new Link(position, target)));
      for (Anchor anchor : to.get(i).also()) {
        Integer position = positions.get(anchor);
        if (position != null) {
          possible.add(new Link(position, target));
        }
      }
    }
    return new Alignment(sure, possible);
  }

  /** Known if there is a pronoun with two candidates. */
  private static Optional<Antecedent> antecedent(
      Sentence sentence, Map<Anchor, Integer> positions, List<Word> to) {
    return sentence
        .link()
        .map(link -> link.clause().subject())
        .filter(Pronoun.class::isInstance)
        .map(Pronoun.class::cast)
        .filter(pronoun -> pronoun.rival().isPresent())
        .map(
            pronoun ->
                new Antecedent(
                    positions.get(new Anchor(pronoun, Role.PRONOUN)),
                    positions.get(new Anchor(pronoun.antecedent(), Role.NOUN)),
                    positions.get(new Anchor(pronoun.rival().orElseThrow(), Role.NOUN)),
                    lastWordOf(pronoun, to)));
  }

  /** In Korean that is the noun after 그, in German the pronoun itself. */
  private static int lastWordOf(Pronoun pronoun, List<Word> to) {
    Optional<Anchor> anchor = Optional.of(new Anchor(pronoun, Role.PRONOUN));
    for (int i = to.size() - 1; i >= 0; i--) {
      if (to.get(i).anchor().equals(anchor)) {
        return i;
      }
    }
    throw new IllegalStateException("The target has no word for the pronoun.");
  }
}
