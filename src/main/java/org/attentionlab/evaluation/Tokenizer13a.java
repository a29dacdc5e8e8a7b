package org.attentionlab.evaluation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The tokenization "13a" of the WMT evaluations (mteval-v13a.pl), which papers mean when they give
 * a BLEU of sacrebleu: marks are cut from words, but commas and points within numbers are not. It
 * knows only Western punctuation; a Korean or Chinese sentence is cut at its blanks.
 */
public final class Tokenizer13a {

  private record Rule(Pattern pattern, String replacement) {
    Rule(String pattern, String replacement) {
      this(Pattern.compile(pattern), replacement);
    }

    String apply(String text) {
      return pattern.matcher(text).replaceAll(replacement);
    }
  }

  /** Applied one after the other to the sentence with a blank at both ends. */
  private static final List<Rule> RULES =
      List.of(
          new Rule("([{-~\\[-` -&(-+:-@/])", " $1 "), // all marks but these: ' , - .
          new Rule("([^0-9])([.,])", "$1 $2 "), // a point or comma without a digit before
          new Rule("([.,])([^0-9])", " $1 $2"), // ... or without one after
          new Rule("([0-9])(-)", "$1 $2 ")); // a dash after a digit

  private Tokenizer13a() {}

  /** The tokens of a sentence. */
  public static List<String> tokenize(String sentence) {
    String text = sentence.replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
    text =
        text.replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
    text = " " + text + " ";
    for (Rule rule : RULES) {
      text = rule.apply(text);
    }
    return WhiteSpace.split(text);
  }
}
