package org.attentionlab.evaluation;

/** Why a BLEU can be absurd although the model is not, in the order in which they are mended. */
public enum BleuFault {
  SUBWORD_MARKS(
      "sub-word marks are left in the outputs",
      "Join the tokens with the tokenizer that cut them, then score text as people read it."),
  HTML_ENTITIES(
      "HTML entities are written out on one side",
      "Unescape the file that has them (&amp; is &, &#39; is '), once, before scoring."),
  UNICODE_FORM(
      "one side has letters in parts (Unicode NFD)",
      "Bring both files to Unicode NFC: a letter in parts looks the same but never matches."),
  SHIFTED_LINES(
      "lines are shifted by one",
      "Line i of both files must be the same sentence. Look for a line that was lost, doubled or"
          + " broken in two at the line named here."),
  EMPTY_OUTPUTS(
      "some outputs are empty",
      "Find out why: an input that was too long, a crash, a model that says <eos> at once. Leaving"
          + " the lines out, as here, only shows what they cost; a report must count them."),
  LENGTHS(
      "outputs and references differ much in length; are they swapped?",
      "Read the example: which one did the model write? If it is the reference, swap the two"
          + " arguments. If not, nothing was swapped: look at a model that does not stop, or stops"
          + " too early."),
  TOKENISED(
      "one side is cut into tokens, the other is not",
      "Score text as people read it: join the tokens again. BLEU does its own cutting."),
  CASE(
      "one side has other capitals",
      "Put the capitals back, or compare without them on purpose; then the signature says case:lc."),
  KOREAN_WORDS(
      "Korean is compared in whole words",
      "A Korean word with another particle counts as wholly wrong. Report chrF beside BLEU, or BLEU"
          + " on characters; compare it only with scores of the same signature.");

  private final String title;
  private final String advice;

  BleuFault(String title, String advice) {
    this.title = title;
    this.advice = advice;
  }

  /** What is wrong, in a few words. */
  public String title() {
    return title;
  }

  /** What to do. */
  public String advice() {
    return advice;
  }
}
