package org.attentionlab.data.grammar;

import java.util.List;

/** Puts a meaning into the words of one language, in the order of that language. */
interface Realizer {

  /** The words and marks of the sentence, the full stop included. */
  List<Word> realize(Meaning.Sentence sentence);
}
