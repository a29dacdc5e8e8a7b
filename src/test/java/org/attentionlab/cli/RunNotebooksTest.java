package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebook runner with the real kernel; left out where the Python side is not set up. */
class RunNotebooksTest {

  private final CourseHome home = CourseHome.find();

  @TempDir Path folder;

  @BeforeEach
  void the_python_side_is_set_up() {
    assumeThat(home.folder().resolve(".venv/share/jupyter/kernels/java/made-for"))
        .as("set up by ./course setup")
        .exists();
  }

  @Test
  void a_good_notebook_runs_and_its_copy_holds_the_outputs() throws Exception {
    Path notebook = notebook("good");
    String before = Files.readString(notebook);
    Outcome outcome = run("--out", folder.resolve("out").toString(), notebook.toString());
    assertThat(outcome.status()).as(outcome.text()).isZero();
    assertThat(outcome.text()).contains("[1/2]").contains("[2/2]").contains("first chart after");
    assertThat(Files.readString(notebook)).isEqualTo(before);
    assertThat(Files.readString(folder.resolve("out/good.ipynb")))
        .contains("안녕 2")
        .contains("image/png")
        .contains("\"language\": \"java\"")
        .doesNotContain("\"execution\"");
  }

  @Test
  void a_failing_cell_is_shown_briefly_and_the_original_stays() throws Exception {
    Path notebook = notebook("broken");
    String before = Files.readString(notebook);
    Outcome outcome = run("--in-place", notebook.toString());
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.text()).contains("cell 2 failed").contains("the third wheel broke");
    assertThat(outcome.text()).doesNotContain("never").doesNotContain("Traceback");
    assertThat(Files.readString(notebook)).isEqualTo(before);
  }

  @Test
  void a_lesson_may_neither_warn_nor_show_a_display_id() throws Exception {
    Outcome outcome = run("--check", notebook("noisy").toString());
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.text()).contains("standard error").contains("display id");
  }

  @Test
  void running_in_place_twice_gives_the_same_file() throws Exception {
    Path notebook = notebook("good");
    run("--in-place", notebook.toString());
    String once = Files.readString(notebook);
    run("--in-place", notebook.toString());
    assertThat(Files.readString(notebook)).isEqualTo(once).contains("안녕 2");
  }

  @Test
  void what_is_no_notebook_is_named() throws Exception {
    Path file = Files.writeString(folder.resolve("x.ipynb"), "not json");
    Outcome outcome = run(file.toString());
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.text()).contains("x.ipynb is not a notebook");
  }

  private record Outcome(int status, String text) {}

  private Path notebook(String name) throws IOException {
    Path copy = folder.resolve(name + ".ipynb");
    Files.copy(home.folder().resolve("src/test/resources/notebooks/" + name + ".ipynb"), copy);
    return copy;
  }

  private Outcome run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(home.python().toString(), home.script("run_notebooks.py").toString()));
    command.addAll(List.of("--log", folder.resolve("kernel.log").toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    for (String place : List.of("CONFIG", "DATA", "RUNTIME")) {
      builder.environment().put("JUPYTER_" + place + "_DIR", folder.resolve("jupyter").toString());
    }
    builder.environment().put("IPYTHONDIR", folder.resolve("ipython").toString());
    builder.environment().put("PYTHONUTF8", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }
}
