package org.attentionlab.grading;

import java.util.stream.Collectors;
import org.attentionlab.notebook.Bundle;
import org.attentionlab.notebook.Notice;
import org.attentionlab.notebook.Palette;

/** A verdict as a student reads it in the notebook. */
final class VerdictView {

  private VerdictView() {}

  static Bundle of(Exercise exercise, Verdict verdict) {
    String lines =
        verdict.results().stream().map(VerdictView::line).collect(Collectors.joining("\n"));
    String head = "%s · %s".formatted(exercise.id(), exercise.title());
    String foot =
        verdict.passed()
            ? "These small cases are right. The grader tests more, " + Check.besides(exercise) + "."
            : help(exercise, verdict);
    return Notice.of(verdict.passed() ? Palette.GREEN : Palette.VERMILLION, head, lines, foot);
  }

  static Bundle doesNotCompile(Exercise exercise, String message) {
    return Notice.of(
        Palette.VERMILLION,
        exercise.id() + " · " + exercise.title(),
        message,
        "Nothing was tested yet. " + more(exercise));
  }

  private static String line(Verdict.Result result) {
    return result.passed()
        ? "✓ " + result.criterion().name()
        : "✗ %s\n    %s".formatted(result.criterion().name(), result.problem());
  }

  /** The known mistake if it is one, otherwise the likeliest cause of the first failure. */
  static String help(Exercise exercise, Verdict verdict) {
    String cause =
        verdict
            .misconception()
            .map(Misconception::happened)
            .orElseGet(
                () ->
                    verdict.results().stream()
                        .filter(result -> !result.passed())
                        .findFirst()
                        .map(result -> "Likely: " + result.criterion().cause() + ".")
                        .orElse(""));
    return cause + " " + more(exercise);
  }

  private static String more(Exercise exercise) {
    return "Read %s. More help: Hint.next(\"%s\")".formatted(exercise.reading(), exercise.id());
  }
}
