package org.attentionlab.transformer;

/**
 * Where a Transformer that trains without an error can still be broken. Each place has a test that
 * asks the model a question; a good diagnosis names the place and the test that showed it.
 */
public enum FaultPlace {
  /** Nothing is broken. */
  NONE("nowhere", "Then every test would be clean, and the outputs would be right. Are they?"),

  /** The decoder sees the answers that follow. */
  LOOK_AHEAD_MASK(
      "the decoder's look-ahead mask",
      "Then changing a target token would move outputs before it: LeakTest.lookAhead. Does it?"),

  /** The decoder is asked for the token that it reads, and not for the next one. */
  TARGET_SHIFT(
      "the shift of the target by one place",
      "Then the output at a place would name the token read at that place. Does it?"),

  /** Attention looks at what fills up a batch. */
  SOURCE_PADDING_MASK(
      "the mask that hides the source's padding",
      "Then more padding would move the output of a sentence alone: LeakTest.padding. Does it?"),

  /** The encoder is not told where a token stands. */
  SOURCE_POSITIONS(
      "the positions of the source",
      "Then the encoder would be blind to order: LeakTest.permutation would be clean. Is it?"),

  /** The memory was reshaped where its axes should have been swapped. */
  MEMORY_AXES(
      "the axes of the memory on its way to the decoder",
      "Then a sentence would depend on others of equal length in its batch: LeakTest.batch. Does it?"),

  /** Dropout goes on when training is over. */
  DROPOUT(
      "dropout, which is still on while the model speaks",
      "Then the same input would give two different outputs. Does it?");

  private final String words;
  private final String question;

  FaultPlace(String words, String question) {
    this.words = words;
    this.question = question;
  }

  /** The place in words. */
  public String words() {
    return words;
  }

  /** What to try before one believes in this place. */
  public String question() {
    return question;
  }
}
