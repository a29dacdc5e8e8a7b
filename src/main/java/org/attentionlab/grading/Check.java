package org.attentionlab.grading;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.Collectors;
import org.attentionlab.notebook.Display;
import org.attentionlab.notebook.NotebookCode;

/**
 * The check of an exercise in the notebook: {@code Check.run("ex05.1")} in a cell below the method.
 * It makes small calls that the reader sees, and never says that all is well: the grader makes
 * others.
 */
public final class Check {

  private Check() {}

  /**
   * Checks the method that the notebook has declared and shows what was found.
   *
   * @param id of the exercise
   */
  public static void run(String id) {
    Exercise exercise = Exercises.named(id);
    List<String> code =
        NotebookCode.declarations()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Check.run works in a notebook. In a program, call your method yourself."));
    try {
      Verdict verdict = of(exercise, code);
      if (verdict.passed()) {
        Progress.passed(id);
      }
      Display.current().show(VerdictView.of(exercise, verdict));
    } catch (DoesNotCompileException e) {
      Display.current().show(VerdictView.doesNotCompile(exercise, e.getMessage()));
    }
  }

  /** The verdict on source text, by the calls that a student may see. */
  static Verdict of(Exercise exercise, List<String> code) {
    try (StudentCode student = new StudentCode(exercise.hiddenNames());
        NDManager manager = NDManager.newBaseManager()) {
      code.forEach(student::add);
      Answer answer = student.answer(exercise.signature());
      return new Judge(exercise, manager)
          .judge(Calls.make(Calls.shown(exercise, manager), answer, manager));
    }
  }

  /** What the grader tests besides, in words. */
  static String besides(Exercise exercise) {
    return exercise.criteria().stream()
        .map(Criterion::name)
        .collect(Collectors.joining("; ", "with other numbers and other shapes: ", ""));
  }
}
