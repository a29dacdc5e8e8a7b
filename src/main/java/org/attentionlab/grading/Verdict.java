package org.attentionlab.grading;

import java.util.List;
import java.util.Optional;

/**
 * What a judge says about an answer.
 *
 * @param exercise its id
 * @param results one a criterion
 * @param misconception the known wrong answer that it is, if it is one
 */
public record Verdict(
    String exercise, List<Result> results, Optional<Misconception> misconception) {

  /**
   * Whether a criterion is met.
   *
   * @param criterion which
   * @param points that it brings, 0 or all
   * @param problem what is wrong, with the small input on which; empty if nothing is
   */
  public record Result(Criterion criterion, int points, String problem) {

    /** Whether it is met. */
    public boolean passed() {
      return points > 0;
    }
  }

  /** The sum over the criteria that are met. */
  public int points() {
    return results.stream().mapToInt(Result::points).sum();
  }

  /** The points that a right answer gets. */
  public int greatest() {
    return results.stream().mapToInt(result -> result.criterion().points()).sum();
  }

  /** Whether all criteria are met. */
  public boolean passed() {
    return results.stream().allMatch(Result::passed);
  }
}
