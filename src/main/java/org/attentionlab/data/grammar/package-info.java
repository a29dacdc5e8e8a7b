/**
 * The pocket grammar: some 300 words and the rules by which one meaning becomes an English, a
 * Korean and a German sentence. Because all three come from the same tree, it is known which word
 * translates which, and what "it" stands for. Start at {@link
 * org.attentionlab.data.grammar.PocketGrammar}; the words are in the {@code .tsv} files beside the
 * classes.
 */
package org.attentionlab.data.grammar;
