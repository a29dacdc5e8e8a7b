package org.attentionlab.data.grammar;

/** The German cases that the grammar uses. */
enum GermanCase {
  /** Who does it. */
  NOMINATIVE,
  /** To whom or what it is done. */
  ACCUSATIVE,
  /** To or with whom; where. */
  DATIVE
}
