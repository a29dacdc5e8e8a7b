package org.attentionlab.data.grammar;

import java.util.Set;

/**
 * A noun in three languages, one line of {@code nouns.tsv}.
 *
 * @param english the singular
 * @param plural the English plural; "-" if the grammar uses no plural of it
 * @param tags what kind of thing it is, which decides where it may stand
 * @param korean the noun without a particle
 * @param german the nominative singular
 * @param gender the German gender
 * @param germanPlural the German nominative plural
 * @param oblique the German accusative and dative singular, which for some nouns differs: der Bär,
 *     den Bären
 * @param pronoun the English pronoun that may stand for it: he, she, it; "-" if the grammar uses
 *     none
 * @param preposition how one is there, English/German: "at/auf" for the market; "-" for what is no
 *     place
 */
record Noun(
    String english,
    String plural,
    Set<String> tags,
    String korean,
    String german,
    Gender gender,
    String germanPlural,
    String oblique,
    String pronoun,
    String preposition) {

  /** Whether one of {@code wanted} is this noun or one of its tags. */
  boolean isAny(Set<String> wanted) {
    return wanted.contains(english) || tags.stream().anyMatch(wanted::contains);
  }

  boolean is(String tag) {
    return tags.contains(tag);
  }

  /** A name like Tom stands without article. */
  boolean isName() {
    return is("name");
  }

  /** What cannot be counted has no "a". */
  boolean isMass() {
    return is("mass");
  }

  boolean hasPlural() {
    return !plural.equals("-");
  }

  String englishPreposition() {
    return preposition.split("/", -1)[0];
  }

  String germanPreposition() {
    return preposition.split("/", -1)[1];
  }
}
