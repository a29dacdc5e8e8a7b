package org.attentionlab.data.grammar;

/**
 * The place in a {@link Meaning} from which a word comes. Words of two languages with equal anchors
 * translate each other: that is the true alignment.
 *
 * @param node a part of the tree; the very same object, since equal parts may occur twice
 * @param role which of its words
 */
record Anchor(Object node, Role role) {

  /** What a word does in its part of the tree. */
  enum Role {
    DETERMINER,
    ADJECTIVE,
    NOUN,
    PRONOUN,
    RELATIVE,
    PREPOSITION,
    VERB,
    AUXILIARY,
    NEGATION,
    DEGREE,
    ADVERB,
    CONNECTIVE
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Anchor anchor && node == anchor.node && role == anchor.role;
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(node) + role.hashCode();
  }
}
