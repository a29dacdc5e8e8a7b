package org.attentionlab.grading;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Grades submissions: takes their source text, has it run elsewhere with inputs that only the
 * grader knows, and compares the values that come back. Nothing that a student wrote runs in this
 * process.
 */
final class Grader {

  private final List<Exercise> exercises;
  private final long seed;
  private final SandboxedRun sandbox;

  /**
   * A grader of an assignment.
   *
   * @param exercises what was asked; what a submission says about that does not count
   * @param seed of the secret inputs
   */
  Grader(List<Exercise> exercises, long seed, SandboxedRun sandbox) {
    this.exercises = List.copyOf(exercises);
    this.seed = seed;
    this.sandbox = sandbox;
  }

  /** Grades one notebook; whatever is wrong with it is said in the grade. */
  Grade grade(Path notebook) throws IOException {
    String name = notebook.getFileName().toString();
    Submission submission;
    try {
      submission = Submission.read(notebook);
    } catch (IOException e) {
      return new Grade(name, exercises.stream().map(x -> nothing(x, "")).toList(), e.getMessage());
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<Exercise, List<Calls.Call>> calls = new LinkedHashMap<>();
      exercises.forEach(exercise -> calls.put(exercise, Calls.secret(exercise, seed, manager)));
      SandboxedRun.Result together = run(submission, calls, exercises);
      List<Grade.OfExercise> grades = new ArrayList<>();
      for (Exercise exercise : exercises) {
        SandboxedRun.Result result = together;
        if (!isComplete(together, exercise, calls) && exercises.size() > 1) {
          result = run(submission, calls, List.of(exercise)); // perhaps another one ended it
        }
        grades.add(grade(exercise, calls.get(exercise), result, manager));
      }
      return new Grade(name, grades, "");
    }
  }

  private SandboxedRun.Result run(
      Submission submission, Map<Exercise, List<Calls.Call>> calls, List<Exercise> some)
      throws IOException {
    return sandbox.run(
        new StudentJob(
            submission.cells(),
            some.stream().map(x -> StudentJob.Task.of(x, calls.get(x))).toList()));
  }

  private static boolean isComplete(
      SandboxedRun.Result result, Exercise exercise, Map<Exercise, List<Calls.Call>> calls) {
    SandboxedRun.Answers answers = result.answers().get(exercise.id());
    return answers != null
        && (answers.compiler() != null || answers.lines().size() >= calls.get(exercise).size());
  }

  private static Grade.OfExercise grade(
      Exercise exercise, List<Calls.Call> calls, SandboxedRun.Result result, NDManager manager) {
    SandboxedRun.Answers answers =
        result.answers().getOrDefault(exercise.id(), new SandboxedRun.Answers(List.of(), null));
    if (answers.compiler() != null) {
      return nothing(exercise, answers.compiler());
    }
    String end = result.end().isEmpty() ? "nothing came back" : result.end();
    Verdict verdict = new Judge(exercise, manager).judge(answers.outcomes(calls, manager, end));
    List<Grade.OfCriterion> criteria =
        verdict.results().stream()
            .map(
                r ->
                    new Grade.OfCriterion(r.criterion().name(), r.points(), r.criterion().points()))
            .toList();
    String feedback =
        verdict.passed()
            ? ""
            : answers.lines().size() < calls.size()
                ? "A call was not answered: " + end + "."
                : failure(exercise, answers) + VerdictView.help(exercise, verdict);
    return new Grade.OfExercise(
        exercise.id(),
        exercise.title(),
        verdict.points(),
        verdict.greatest(),
        criteria,
        verdict.misconception().map(Misconception::name).orElse(""),
        feedback);
  }

  /** The kind of an exception, not its words, into which code could write the secret inputs. */
  private static String failure(Exercise exercise, SandboxedRun.Answers answers) {
    return answers.lines().stream()
        .filter(line -> line.has("failure"))
        .map(line -> line.get("failure").getAsString().split("[: ]", 2)[0])
        .findFirst()
        .map(
            kind ->
                exercise.hidden().stream().anyMatch(one -> one.getSimpleName().equals(kind))
                    ? kind + " is what this exercise asks you to write. "
                    : "Your method failed with " + kind + ". ")
        .orElse("");
  }

  private static Grade.OfExercise nothing(Exercise exercise, String why) {
    return new Grade.OfExercise(
        exercise.id(),
        exercise.title(),
        0,
        exercise.points(),
        exercise.criteria().stream()
            .map(c -> new Grade.OfCriterion(c.name(), 0, c.points()))
            .toList(),
        "",
        why);
  }
}
