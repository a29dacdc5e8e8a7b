package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The launcher where something is missing, fails or is cut off. */
class LauncherTroublesTest extends MadeUpMachine {

  @Test
  void no_java_is_said_in_one_line() throws Exception {
    Files.delete(bin.resolve("java"));
    Result result = course("doctor");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.text().strip())
        .hasLineCount(1)
        .contains("JDK of version 17", "No Java was found");
  }

  @Test
  void too_old_a_jdk_is_named() throws Exception {
    Files.delete(bin.resolve("java"));
    Files.createSymbolicLink(bin.resolve("java"), jdk("jdk-8", "1.8").resolve("bin/java"));
    Result result = course("doctor");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.text()).contains("Java 8 in", "is too old").hasLineCount(1);
  }

  @Test
  void a_runtime_without_compiler_is_named() throws Exception {
    Files.delete(jdk.resolve("bin/javac"));
    assertThat(course("doctor").text()).contains("has no compiler");
  }

  @Test
  void no_maven_is_said_in_one_line() throws Exception {
    Files.delete(bin.resolve("mvn"));
    Result result = course("doctor");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.text()).contains("'mvn' was not found");
  }

  @Test
  void too_old_a_maven_is_named() throws Exception {
    maven("3.6.3", "");
    assertThat(course("doctor").text()).contains("Maven 3.8 or newer is needed and this is 3.6");
  }

  @Test
  void no_python_is_said_in_one_line() throws Exception {
    Files.delete(bin.resolve("python3"));
    Result result = course("lab");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.text()).contains("Python 3.10 or newer is needed. No Python was found.");
  }

  @Test
  void too_old_a_python_is_named() throws Exception {
    python("3.8", true);
    assertThat(course("lab").text()).contains("Python 3.8 is too old");
  }

  @Test
  void a_python_without_venv_is_named() throws Exception {
    python("3.11", false);
    assertThat(course("lab").text()).contains("has no venv module");
  }

  @Test
  void no_network_is_said_and_the_next_call_goes_on() throws Exception {
    maven("3.9.9", "echo 'Could not transfer artifact: Unknown host'; exit 1");
    Result result = course("doctor");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.text()).contains("no network");
    maven("3.9.9", "");
    assertThat(course("doctor").status()).isZero();
  }

  @Test
  void a_full_disk_is_said() throws Exception {
    maven("3.9.9", "echo 'java.io.IOException: No space left on device'; exit 1");
    assertThat(course("doctor").text()).contains("the disk is full");
  }

  @Test
  void a_failed_update_keeps_the_libraries_that_worked() throws Exception {
    course("doctor");
    Files.writeString(course.resolve("pom.xml"), "<project/>");
    maven("3.9.9", "echo 'Unknown host'; exit 1");
    assertThat(course("doctor").status()).isEqualTo(1);
    assertThat(course.resolve(".course/lib/attention-lab.jar")).exists();
  }

  @Test
  void a_failed_update_keeps_the_python_side_that_worked() throws Exception {
    course("run", "x.ipynb");
    Files.writeString(course.resolve("requirements.txt"), "no-such-package==1\n");
    Files.writeString(temporary.resolve("pip-fails"), "");
    Result result = course("run", "x.ipynb");
    assertThat(result.status()).isEqualTo(1);
    assertThat(course.resolve(".venv/bin/python")).exists();
    assertThat(course.resolve(".venv.old")).doesNotExist();
  }

  @Test
  void a_python_side_that_worked_outlives_a_cut_off_update_and_a_failed_one() throws Exception {
    course("run", "x.ipynb");
    Files.writeString(course.resolve(".venv/treasure"), "");
    Files.move(course.resolve(".venv"), course.resolve(".venv.old")); // as a kill leaves it
    Files.createDirectories(course.resolve(".venv/half"));
    Files.writeString(temporary.resolve("pip-fails"), "");
    assertThat(course("run", "x.ipynb").status()).isEqualTo(1);
    assertThat(course.resolve(".venv/treasure")).exists();
    Files.delete(temporary.resolve("pip-fails"));
    assertThat(course("run", "x.ipynb").status()).isZero();
  }

  @Test
  void a_set_up_that_was_killed_is_done_again() throws Exception {
    maven("3.9.9", "sleep 30");
    Process cut = start(List.of("doctor"));
    waitFor(course.resolve(".course/lock/child"));
    cut.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
    cut.destroyForcibly().waitFor();
    maven("3.9.9", "");
    Result result = course("doctor");
    assertThat(result.status()).as(result.text()).isZero();
    assertThat(result.text()).contains("[1/1]");
  }

  @Test
  void the_stop_key_ends_maven_too() throws Exception {
    maven("3.9.9", "sleep 3; touch '" + temporary.resolve("survived") + "'");
    Process cut = start(List.of("doctor"));
    waitFor(course.resolve(".course/lock/child"));
    cut.destroy(); // as Ctrl-C, it is a signal that the launcher can catch
    assertThat(cut.waitFor(20, TimeUnit.SECONDS)).isTrue();
    Thread.sleep(4000);
    assertThat(temporary.resolve("survived")).doesNotExist();
    assertThat(course.resolve(".course/lock")).doesNotExist();
  }
}
