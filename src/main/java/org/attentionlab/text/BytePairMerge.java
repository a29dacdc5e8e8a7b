package org.attentionlab.text;

/**
 * One step of learning byte-pair encoding.
 *
 * @param pair the symbols that become one
 * @param count how often they stood side by side in the text when they were merged
 */
public record BytePairMerge(SymbolPair pair, long count) {}
