package org.attentionlab.grading;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares what an answer returned with what the reference returns. It sees values only, never the
 * code that made them, so it may stand outside of the sandbox in which that code ran.
 */
final class Judge {

  private final Exercise exercise;
  private final NDManager manager;

  /**
   * A judge of one exercise.
   *
   * @param manager owns the tensors that are computed for the comparison
   */
  Judge(Exercise exercise, NDManager manager) {
    this.exercise = exercise;
    this.manager = manager;
  }

  /** The verdict on some outcomes; a criterion is met if all of its outcomes are right. */
  Verdict judge(List<Outcome> outcomes) {
    List<Outcome> right = outcomesOf(exercise.reference(), outcomes);
    Map<Criterion, String> problems = new IdentityHashMap<>();
    boolean allRight = true;
    for (int i = 0; i < outcomes.size(); i++) {
      Optional<String> wrong = wrong(outcomes.get(i), right.get(i));
      if (wrong.isPresent()) {
        allRight = false;
        problems.putIfAbsent(outcomes.get(i).criterion(), wrong.get());
      }
    }
    List<Verdict.Result> results = new ArrayList<>();
    for (Criterion criterion : exercise.criteria()) {
      String problem = problems.getOrDefault(criterion, "");
      results.add(
          new Verdict.Result(criterion, problem.isEmpty() ? criterion.points() : 0, problem));
    }
    return new Verdict(
        exercise.id(), results, allRight ? Optional.empty() : recognized(outcomes, right));
  }

  private List<Outcome> outcomesOf(Answer answer, List<Outcome> like) {
    List<Calls.Call> calls =
        like.stream().map(o -> new Calls.Call(o.criterion(), o.arguments())).toList();
    return Calls.make(calls, answer, manager);
  }

  private Optional<String> wrong(Outcome outcome, Outcome right) {
    if (right.failure() != null) {
      throw new IllegalStateException(
          "The reference answer of " + exercise.id() + " failed: " + right.failure());
    }
    String input = "For " + input(outcome.arguments()) + ": ";
    if (outcome.failure() != null) {
      return Optional.of(input + "your method failed with " + outcome.failure());
    }
    return Difference.between(right.result(), outcome.result(), exercise.tolerance())
        .map(difference -> input + difference);
  }

  private String input(List<Object> arguments) {
    List<String> names = exercise.signature().names();
    return IntStream.range(0, names.size())
        .mapToObj(i -> names.get(i) + " = " + Words.of(arguments.get(i)))
        .collect(Collectors.joining(", "));
  }

  /** The first known wrong answer that returns what was returned, wherever it could be compared. */
  private Optional<Misconception> recognized(List<Outcome> outcomes, List<Outcome> right) {
    return exercise.misconceptions().stream()
        .filter(one -> isLike(outcomesOf(one.answer(), outcomes), outcomes, right))
        .findFirst();
  }

  private boolean isLike(List<Outcome> wrong, List<Outcome> outcomes, List<Outcome> right) {
    boolean differs = false;
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome theirs = outcomes.get(i);
      Outcome known = wrong.get(i);
      if (theirs.failure() != null || known.failure() != null) {
        if (theirs.failure() == null || known.failure() == null) {
          return false;
        }
        continue; // both fail here
      }
      if (Difference.between(known.result(), theirs.result(), exercise.tolerance()).isPresent()) {
        return false;
      }
      differs |=
          Difference.between(right.get(i).result(), known.result(), exercise.tolerance())
              .isPresent();
    }
    return differs;
  }
}
