package org.attentionlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Needs bubblewrap, a package of most Linux systems. */
@EnabledIf("available")
class SandboxTest {

  private static final String HEAD =
      "NDArray scaledScores(NDArray queries, NDArray keys) throws Exception {\n  %s\n"
          + "  return queries.matMul(keys.transpose()).div(Math.sqrt(keys.getShape().get(1)));\n}";

  @TempDir private static Path folder;
  private static SandboxKit kit;

  static boolean available() {
    return Sandbox.isAvailable() || System.getenv("CI") != null; // CI may leave nothing out
  }

  @BeforeAll
  static void prepare() throws IOException {
    Engine.getInstance(); // unpacks libtorch if need be
    kit = SandboxKit.write(folder);
  }

  @Test
  void honestCodeGetsItsPoints() throws IOException {
    assertThat(points("")).isEqualTo(4);
  }

  @Test
  void nothingOutsideCanBeRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "42");
    assertThat(points("java.nio.file.Files.readString(java.nio.file.Path.of(\"%s\"));", secret))
        .isZero();
    for (String place : List.of(System.getProperty("user.home"), System.getProperty("user.dir"))) {
      assertThat(points("if (!new java.io.File(\"%s\").exists()) throw new Exception();", place))
          .isZero();
    }
  }

  @Test
  void nothingOutsideCanBeWritten() throws IOException {
    assertThat(
            points(
                "java.nio.file.Files.writeString(java.nio.file.Path.of(\"%s\"), \"x\");",
                folder.resolve("new.txt")))
        .isZero();
    assertThat(folder.resolve("new.txt")).doesNotExist();
    assertThat(points("java.nio.file.Files.writeString(java.nio.file.Path.of(\"/usr/x\"), \"x\");"))
        .isZero();
  }

  @Test
  void thereIsNoNetwork() throws IOException {
    assertThat(points("new java.net.Socket(\"127.0.0.1\", 80);")).isZero();
  }

  @Test
  void theAnswersAreNotThere() throws IOException {
    assertThat(points("Class.forName(\"org.attentionlab.grading.exercises.ScaledScores\");"))
        .isZero();
    assertThat(points("Class.forName(\"org.attentionlab.grading.Judge\");"))
        .isEqualTo(4); // no secret
  }

  @Test
  void bombsEndWithoutPoints() throws IOException {
    assertThat(
            points(
                "java.util.List<long[]> all = new ArrayList<>(); while (queries != null) all.add(new long[1 << 20]);"))
        .isZero();
    assertThat(
            points("while (queries != null) new ProcessBuilder(\"/bin/sleep\", \"100\").start();"))
        .isZero();
    assertThat(
            points(
                "while (queries != null) new Thread(() -> { try { Thread.sleep(100000); } catch (Exception e) {} }).start();"))
        .isZero();
  }

  private int points(String code, Object... parts) throws IOException {
    Path notebook = folder.resolve("a.ipynb");
    String cell =
        HEAD.formatted(code.formatted(parts))
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n");
    Files.writeString(
        notebook, "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"" + cell + "\"}]}");
    Grade grade =
        new Grader(List.of(Exercises.named("ex05.1")), 42, new SandboxedRun(kit.sandboxed(), 20))
            .grade(notebook);
    return grade.points();
  }
}
