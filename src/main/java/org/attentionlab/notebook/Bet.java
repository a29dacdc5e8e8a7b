package org.attentionlab.notebook;

/**
 * The box "Is it true?": a common belief, the reader's bet, and later a verdict that is computed.
 * The reader bets by changing one word of a cell; a lesson that runs by itself leaves the bet open.
 *
 * <pre>{@code
 * var bet = Bet.on("One divides by 8 because there are 64 keys.").place(Bet.OPEN);
 * …
 * bet.isFalse(ratio > 7.9, "√64 is the root of the width of a key; the number of keys …");
 * }</pre>
 */
public final class Bet {

  /** What a reader may bet. */
  public enum Answer {
    OPEN("no bet yet"),
    TRUE("true"),
    FALSE("false"),
    DEPENDS("true under a condition");

    private final String words;

    Answer(String words) {
      this.words = words;
    }
  }

  public static final Answer OPEN = Answer.OPEN;
  public static final Answer TRUE = Answer.TRUE;
  public static final Answer FALSE = Answer.FALSE;
  public static final Answer DEPENDS = Answer.DEPENDS;

  private final String belief;
  private Answer placed = OPEN;

  private Bet(String belief) {
    this.belief = belief;
  }

  /** A belief to bet on. */
  public static Bet on(String belief) {
    return new Bet(belief);
  }

  /** Places the reader's bet and shows the box. */
  public Bet place(Answer answer) {
    placed = answer;
    String invitation =
        answer == OPEN
            ? "Your bet? Change OPEN in this cell to TRUE, FALSE or DEPENDS, and run it."
            : "Your bet: " + answer.words + ".";
    Display.current()
        .show(Notice.of(Palette.ORANGE, "Is it true?", "“" + belief + "”", invitation));
    return this;
  }

  /**
   * The verdict "true".
   *
   * @param evidence what was computed; if it does not hold, the lesson stops
   */
  public void isTrue(boolean evidence, String why) {
    decide(TRUE, evidence, "True.", why);
  }

  /**
   * The verdict "false".
   *
   * @param evidence what was computed against the belief; if it does not hold, the lesson stops
   */
  public void isFalse(boolean evidence, String why) {
    decide(FALSE, evidence, "False.", why);
  }

  /**
   * The verdict "true under a condition".
   *
   * @param condition when it is true, as in "only if the scores are large"
   * @param trueThen what was computed for the belief under the condition
   * @param falseOtherwise what was computed against the belief without it
   */
  public void depends(String condition, boolean trueThen, boolean falseOtherwise, String why) {
    decide(DEPENDS, trueThen && falseOtherwise, "True under a condition: " + condition + ".", why);
  }

  private void decide(Answer verdict, boolean evidence, String words, String why) {
    if (!evidence) {
      throw new ClaimFailed("the verdict \"" + words + "\" on the belief \"" + belief + "\"");
    }
    String result =
        placed == OPEN
            ? "You have not placed a bet."
            : placed == verdict
                ? "Your bet was right."
                : "You bet: " + placed.words + ". Go back and look why it looked so.";
    Display.current().show(Notice.of(Palette.BLUE, words, "“" + belief + "” " + why, result));
  }
}
