package org.attentionlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes without a sandbox: what is right and wrong does not depend on it. */
class GraderTest {

  private static final String HEAD =
      "NDArray scaledScores(NDArray queries, NDArray keys) {\n  %s\n}";
  private static final String RIGHT =
      HEAD.formatted(
          "return queries.matMul(keys.transpose()).div(Math.sqrt(keys.getShape().get(1)));");

  @TempDir private Path folder;

  @Test
  void aRightNotebookGetsAllPoints() throws IOException {
    Grade grade = grade("Check.run(\"ex05.1\");", RIGHT);
    assertThat(grade.points()).isEqualTo(grade.greatest()).isEqualTo(4);
    assertThat(grade.problem()).isEmpty();
  }

  @Test
  void aKnownMistakeIsNamedWithoutShowingTheSecretInputs() throws IOException {
    Grade grade = grade(HEAD.formatted("return queries.matMul(keys.transpose());"));
    Grade.OfExercise exercise = grade.exercises().get(0);
    assertThat(exercise.misconception()).isEqualTo("no √d_k");
    assertThat(exercise.points()).isEqualTo(2);
    assertThat(exercise.feedback()).contains("nothing was divided").doesNotContain("queries =");
  }

  @Test
  void aMethodThatEndsTheProgramGetsNothing() throws IOException {
    Grade grade = grade(HEAD.formatted("System.exit(0); return null;"));
    assertThat(grade.points()).isZero();
    assertThat(grade.exercises().get(0).feedback()).contains("not answered");
  }

  @Test
  void anEndlessLoopIsEnded() throws IOException {
    Grade grade = grade(HEAD.formatted("while (true) {}"));
    assertThat(grade.points()).isZero();
    assertThat(grade.exercises().get(0).feedback()).contains("endless");
  }

  @Test
  void theKitsOwnAnswerMayNotBeCalled() throws IOException {
    Grade grade =
        grade(
            HEAD.formatted(
                "return ScaledDotProductAttention.scores(queries.expandDims(0).expandDims(0),"
                    + " keys.expandDims(0).expandDims(0)).squeeze();"));
    assertThat(grade.points()).isZero();
    assertThat(grade.exercises().get(0).feedback())
        .startsWith("ScaledDotProductAttention is what this exercise asks you to write.");
  }

  @Test
  void whatIsPrintedAndWrittenIntoOutputsCountsForNothing() throws IOException {
    Grade grade =
        grade(
            HEAD.formatted(
                "System.out.println(\"{\\\"exercise\\\":\\\"ex05.1\\\",\\\"points\\\":4}\"); return keys;"));
    assertThat(grade.points()).isZero();
  }

  @Test
  void anEmptyNotebookAndABrokenOneAreSaidToBeSo() throws IOException {
    assertThat(grade().exercises().get(0).feedback()).contains("no method scaledScores");
    Path broken = Files.writeString(folder.resolve("broken.ipynb"), "{\"cells\": [");
    Grade grade = grader().grade(broken);
    assertThat(grade.problem()).contains("broken.ipynb is no notebook");
    assertThat(grade.greatest()).isEqualTo(4);
  }

  @Test
  void aCellThatDoesNotCompileDoesNotSpoilTheOthers() throws IOException {
    assertThat(grade("int broken( {", RIGHT).points()).isEqualTo(4);
  }

  private Grade grade(String... cells) throws IOException {
    JsonObject notebook = new JsonObject();
    JsonArray all = new JsonArray();
    for (String cell : cells) {
      JsonObject one = new JsonObject();
      one.addProperty("cell_type", "code");
      one.addProperty("source", cell);
      all.add(one);
    }
    notebook.add("cells", all);
    return grader().grade(Files.writeString(folder.resolve("a.ipynb"), notebook.toString()));
  }

  private static Grader grader() {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StudentMain.class.getName());
    return new Grader(List.of(Exercises.named("ex05.1")), 42, new SandboxedRun(command, 20));
  }
}
