package org.attentionlab.evaluation;

import java.util.Locale;

/**
 * A fault that {@link BleuClinic} found in a corpus.
 *
 * @param fault which one, and what to do
 * @param seen what gave it away, with counts
 * @param line where an example is, from 1
 * @param output this line of the outputs
 * @param reference this line of the first references
 * @param before BLEU without the mending of this fault
 * @param after BLEU with it
 */
public record BleuFinding(
    BleuFault fault,
    String seen,
    int line,
    String output,
    String reference,
    double before,
    double after) {

  /** By how much mending this fault raises the score; below 0 if it falls. */
  public double rise() {
    return after - before;
  }

  /** The finding as a sentence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %s. Mended, BLEU goes from %.2f to %.2f (%+.2f). %s",
        fault.title(),
        seen,
        before,
        after,
        rise(),
        fault.advice());
  }
}
