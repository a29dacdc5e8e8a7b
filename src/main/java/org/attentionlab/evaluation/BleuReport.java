package org.attentionlab.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@link BleuClinic} found.
 *
 * @param score of the corpus as it is
 * @param signature of this score
 * @param findings in the order in which they were mended; empty for a healthy corpus
 */
public record BleuReport(BleuScore score, String signature, List<BleuFinding> findings) {

  public BleuReport {
    findings = List.copyOf(findings);
  }

  /** Whether nothing was found. */
  public boolean isHealthy() {
    return findings.isEmpty();
  }

  /** The finding of a fault, if it was found. */
  public Optional<BleuFinding> finding(BleuFault fault) {
    return findings.stream().filter(f -> f.fault() == fault).findFirst();
  }

  /** BLEU with everything mended that was found. */
  public double mended() {
    return isHealthy() ? score.score() : findings.get(findings.size() - 1).after();
  }

  /** The score, then a line for each finding. */
  @Override
  public String toString() {
    String head = score + " " + signature;
    return isHealthy()
        ? head + "\nNothing was found: what is missing to 100 is the model's."
        : findings.stream()
            .map(BleuFinding::toString)
            .collect(
                Collectors.joining(
                    "\n",
                    head + "\n",
                    String.format(Locale.ROOT, "\nAll mended: BLEU %.2f", mended())));
  }
}
