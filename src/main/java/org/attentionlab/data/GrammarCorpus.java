package org.attentionlab.data;

import com.ibm.icu.util.ULocale;
import org.attentionlab.data.grammar.PocketGrammar;
import org.attentionlab.text.WordTokenizer;

/**
 * The pocket grammar as a corpus: a small world of people, animals and things, with word alignments
 * and antecedents. Tokens are words.
 */
final class GrammarCorpus {

  private GrammarCorpus() {}

  /**
   * The corpus from English to a language.
   *
   * @param language "ko" or "de"
   */
  static Corpus to(String language) {
    return new GeneratedCorpus(
        "grammar-en-" + language,
        "the pocket grammar, English to "
            + ULocale.forLanguageTag(language).getDisplayLanguage(ULocale.US)
            + ", with true alignments; the test has unseen sentences of 3 to 24 words",
        new WordTokenizer(),
        PocketGrammar.sizes(),
        () -> PocketGrammar.pairs(language));
  }
}
