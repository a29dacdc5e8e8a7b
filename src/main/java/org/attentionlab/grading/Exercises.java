package org.attentionlab.grading;

import java.util.List;
import org.attentionlab.grading.exercises.ScaledScores;

/** All exercises of the course. */
public final class Exercises {

  private static final List<Exercise> ALL = List.of(ScaledScores.exercise());

  private Exercises() {}

  /** In the order of the lessons. */
  public static List<Exercise> all() {
    return ALL;
  }

  /**
   * The exercise called {@code id}.
   *
   * @throws IllegalArgumentException if there is none; the message lists those of the same lesson
   */
  public static Exercise named(String id) {
    return ALL.stream()
        .filter(exercise -> exercise.id().equals(id))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no exercise \"%s\". There are: %s"
                        .formatted(id, ALL.stream().map(Exercise::id).toList())));
  }
}
