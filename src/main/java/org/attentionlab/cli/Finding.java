package org.attentionlab.cli;

/**
 * One line of {@code ./course doctor}.
 *
 * @param state how serious it is
 * @param subject what was looked at
 * @param text what was found
 * @param remedy what to do, or an empty text
 */
record Finding(State state, String subject, String text, String remedy) {

  /** Whether a person must do something. */
  enum State {
    /** All is well. */
    GOOD("ok"),
    /** Something is missing that only some commands need. */
    NOTE("--"),
    /** Something that everything needs is broken. */
    BROKEN("!!");

    final String mark;

    State(String mark) {
      this.mark = mark;
    }
  }

  static Finding good(String subject, String text) {
    return new Finding(State.GOOD, subject, text, "");
  }

  static Finding note(String subject, String text, String remedy) {
    return new Finding(State.NOTE, subject, text, remedy);
  }

  static Finding broken(String subject, String text, String remedy) {
    return new Finding(State.BROKEN, subject, text, remedy);
  }

  /** The line, and the remedy under it. */
  String line() {
    String first = String.format("%s  %-16s %s", state.mark, subject, text);
    return remedy.isEmpty()
        ? first
        : first + System.lineSeparator() + " ".repeat(21) + "-> " + remedy;
  }
}
