package org.attentionlab.data.grammar;

/**
 * An adverb in three languages, one line of {@code words.tsv}.
 *
 * @param english the English word
 * @param kind "past" or "future" for an adverb of time, "manner" for one that says how
 * @param korean the Korean word
 * @param german the German word
 */
record Adverb(String english, String kind, String korean, String german) {}
