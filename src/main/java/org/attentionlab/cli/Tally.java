package org.attentionlab.cli;

/**
 * How many tests passed, failed and were left out.
 *
 * @param passed tests that passed
 * @param failed tests that failed
 * @param skipped tests that could not run here
 */
record Tally(int passed, int failed, int skipped) {

  static final Tally NONE = new Tally(0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(passed + other.passed, failed + other.failed, skipped + other.skipped);
  }

  /**
   * In continuous integration nothing may be left out unnoticed: there a skipped test has failed.
   */
  Tally strict(boolean strict) {
    return strict ? new Tally(passed, failed + skipped, 0) : this;
  }

  /** The last line of {@code ./course test}. */
  String line() {
    return passed
        + " passed, "
        + failed
        + " failed"
        + (skipped == 0 ? "" : " (" + skipped + " skipped, see above)");
  }
}
