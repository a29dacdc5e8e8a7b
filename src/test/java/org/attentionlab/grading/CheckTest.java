package org.attentionlab.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {

  private static final Exercise EXERCISE = Exercises.named("ex05.1");

  private static final String IMPORT = "import ai.djl.ndarray.NDArray;";

  private static Verdict verdict(String body) {
    return Check.of(
        EXERCISE,
        List.of(IMPORT, "NDArray scaledScores(NDArray queries, NDArray keys) { " + body + " }"));
  }

  @Test
  void aRightAnswerPasses() {
    Verdict verdict =
        verdict("return queries.matMul(keys.transpose()).div(Math.sqrt(keys.getShape().get(1)));");
    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.points()).isEqualTo(verdict.greatest()).isEqualTo(4);
  }

  @Test
  void anotherWayToTheSameNumbersPassesToo() {
    Verdict verdict =
        verdict(
            """
            long q = queries.getShape().get(0), k = keys.getShape().get(0), d = keys.getShape().get(1);
            double[][] z = new double[(int) q][(int) k];
            for (int i = 0; i < q; i++) for (int j = 0; j < k; j++) for (int c = 0; c < d; c++)
              z[i][j] += queries.getFloat(i, c) * keys.getFloat(j, c) / Math.sqrt(d);
            double[] flat = java.util.Arrays.stream(z).flatMapToDouble(java.util.Arrays::stream).toArray();
            return queries.getManager().create(flat, new ai.djl.ndarray.types.Shape(q, k));
            """);
    assertThat(verdict.passed()).isTrue();
  }

  @Test
  void aKnownMistakeIsNamedAndKeepsThePointsOfWhatIsRight() {
    Verdict verdict = verdict("return queries.matMul(keys.transpose());");
    assertThat(verdict.misconception().orElseThrow().name()).isEqualTo("no √d_k");
    assertThat(verdict.points()).isEqualTo(2);
    assertThat(verdict.results().get(1).problem()).contains("queries = ").contains("expected");
  }

  @Test
  void aWrongShapeIsSaidWithBothShapes() {
    Verdict verdict = verdict("return queries;");
    assertThat(verdict.misconception()).isEmpty();
    assertThat(verdict.results().get(0).problem()).contains("(2, 3)").contains("(2, 1)");
  }

  @Test
  void anExceptionIsAWrongAnswerAndNotTheEnd() {
    Verdict verdict = verdict("throw new UnsupportedOperationException(\"ex05.1\");");
    assertThat(verdict.points()).isZero();
    assertThat(verdict.results().get(0).problem())
        .contains("UnsupportedOperationException: ex05.1");
  }

  @Test
  void codeThatDoesNotCompileIsSaidInTheCompilersWords() {
    assertThatThrownBy(() -> verdict("return queries.matmul(keys);"))
        .isInstanceOf(DoesNotCompileException.class)
        .hasMessageContaining("matmul");
    assertThatThrownBy(() -> verdict("return helper(queries);")).hasMessageContaining("helper");
    assertThatThrownBy(() -> Check.of(EXERCISE, List.of(IMPORT)))
        .hasMessageContaining("no method scaledScores");
    assertThatThrownBy(
            () -> Check.of(EXERCISE, List.of(IMPORT, "int scaledScores(NDArray q) { return 1; }")))
        .hasMessageContaining("NDArray scaledScores(NDArray queries, NDArray keys)");
  }

  @Test
  void statementsOfACellAreNotExecuted() {
    Verdict verdict =
        Check.of(
            EXERCISE,
            List.of(
                IMPORT,
                "NDArray scaledScores(NDArray queries, NDArray keys) { return keys; }\n"
                    + "throw new IllegalStateException(\"never\");"));
    assertThat(verdict.passed()).isFalse();
  }

  @Test
  void everyMisconceptionIsRecognizedByTheGradersCallsToo() {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (Misconception wrong : EXERCISE.misconceptions()) {
        Verdict verdict =
            new Judge(EXERCISE, manager)
                .judge(Calls.make(Calls.secret(EXERCISE, 7, manager), wrong.answer(), manager));
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.misconception()).contains(wrong);
      }
    }
  }

  @Test
  void secretCallsDependOnTheSeed() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(Words.of(Calls.secret(EXERCISE, 1, manager).get(0).arguments()))
          .isEqualTo(Words.of(Calls.secret(EXERCISE, 1, manager).get(0).arguments()))
          .isNotEqualTo(Words.of(Calls.secret(EXERCISE, 2, manager).get(0).arguments()));
    }
  }
}
