package org.attentionlab.data.grammar;

import java.util.List;
import java.util.Optional;

/**
 * A word of a sentence, and where in the meaning it comes from.
 *
 * @param text the word as written
 * @param anchor the part of the meaning that it expresses; none for a comma and for words that only
 *     this language needs
 * @param also further parts of the meaning that have a share in it
 */
record Word(String text, Optional<Anchor> anchor, List<Anchor> also) {

  /** A word that expresses one part of the meaning. */
  static Word of(String text, Object node, Anchor.Role role) {
    return new Word(text, Optional.of(new Anchor(node, role)), List.of());
  }

  /** A mark, or a word without counterpart. */
  static Word bare(String text) {
    return new Word(text, Optional.empty(), List.of());
  }

  /** The same word, which another part of the meaning has a share in. */
  Word and(Object node, Anchor.Role role) {
    List<Anchor> more = new java.util.ArrayList<>(also);
    more.add(new Anchor(node, role));
    return new Word(text, anchor, List.copyOf(more));
  }

  /** The same word with the first letter large. */
  Word capitalized() {
    return new Word(
        text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1), anchor, also);
  }
}
