package org.attentionlab.data.grammar;

import java.util.List;
import java.util.Set;

/**
 * A situation with a reason, one line of {@code frames.tsv}: "the ANIMAL did not cross the WAY
 * because it was too …". Adjectives of the first list can only be meant of the subject (tired),
 * those of the second only of the object (wide): so meaning decides what "it" stands for.
 *
 * @param verb what is done or not done
 * @param negated whether it is not done
 * @param degree how much: "too" when something is not done, "very" when it is
 * @param subjects tags of the possible subjects
 * @param objects tags of the possible objects; none if there is no object
 * @param ofSubject adjectives that describe the subject
 * @param ofObject adjectives that describe the object
 */
record Frame(
    String verb,
    boolean negated,
    Meaning.Degree degree,
    Set<String> subjects,
    Set<String> objects,
    List<String> ofSubject,
    List<String> ofObject) {

  /** Whether the pronoun has two candidates. */
  boolean hasObject() {
    return !objects.isEmpty();
  }
}
