package org.attentionlab.data.grammar;

import java.util.Set;

/**
 * An adjective in three languages, one line of {@code adjectives.tsv}.
 *
 * @param english the English word
 * @param nouns tags or nouns that it goes with; none if it stands only after "was" in a reason
 * @param korean dictionary form, on 다
 * @param connected the form in 아/어, from which the past is made
 * @param modifier the form before a noun
 * @param german the German word
 * @param germanStem what comes before an ending: dunkl- of dunkel
 */
record Adjective(
    String english,
    Set<String> nouns,
    String korean,
    String connected,
    String modifier,
    String german,
    String germanStem) {

  /** Its stem, from which present and negation are made. */
  String koreanStem() {
    return korean.substring(0, korean.length() - 1);
  }

  /** Whether one can say this of that. */
  boolean goesWith(Noun noun) {
    return noun.isAny(nouns);
  }
}
