package org.attentionlab.grading;

import java.util.List;

/**
 * One property that an answer must have, with the points that it brings.
 *
 * @param name for readers, as "scores are divided by √d_k"
 * @param points at least 1
 * @param cause the likeliest cause if it fails
 * @param shown calls that a student sees
 * @param secret calls that only the grader makes, each several times with other numbers
 */
public record Criterion(
    String name, int points, String cause, List<Case> shown, List<Case> secret) {

  /** Copies the lists. */
  public Criterion {
    shown = List.copyOf(shown);
    secret = List.copyOf(secret);
    if (points < 1 || shown.isEmpty() || secret.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected points, shown and secret cases for \"" + name + "\"");
    }
  }
}
