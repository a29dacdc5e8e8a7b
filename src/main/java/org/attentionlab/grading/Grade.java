package org.attentionlab.grading;

import java.util.List;

/**
 * What a submission is worth, as its author may read it: criteria and causes, never the inputs of
 * the grader.
 *
 * @param submission the name of the file
 * @param exercises one each
 * @param problem why nothing could be graded, or empty
 */
public record Grade(String submission, List<OfExercise> exercises, String problem) {

  /**
   * One exercise of it.
   *
   * @param id such as {@code ex05.1}
   * @param title for readers
   * @param points that it got
   * @param greatest that a right answer gets
   * @param criteria in their order
   * @param misconception the name of the known mistake, or empty
   * @param feedback what happened and where to read
   */
  public record OfExercise(
      String id,
      String title,
      int points,
      int greatest,
      List<OfCriterion> criteria,
      String misconception,
      String feedback) {}

  /**
   * One criterion of an exercise.
   *
   * @param name for readers
   * @param points that it got
   * @param greatest that it brings
   */
  public record OfCriterion(String name, int points, int greatest) {}

  /** The sum. */
  public int points() {
    return exercises.stream().mapToInt(OfExercise::points).sum();
  }

  /** What a right submission gets. */
  public int greatest() {
    return exercises.stream().mapToInt(OfExercise::greatest).sum();
  }
}
