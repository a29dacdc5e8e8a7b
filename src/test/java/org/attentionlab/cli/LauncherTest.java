package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The launcher where nothing is missing: what it makes, once, and what it leaves alone. */
class LauncherTest extends MadeUpMachine {

  @Test
  void a_java_command_builds_the_kit_once_and_never_asks_for_python() throws Exception {
    Files.delete(bin.resolve("python3"));
    Result first = course("train", "dates-en-ko");
    assertThat(first.status()).as(first.text()).isZero();
    assertThat(first.text()).contains("[1/1]", "RUN org.attentionlab.cli.Main train dates-en-ko");
    assertThat(course.resolve(".course/lib/attention-lab.jar")).exists();

    int mavenCalls = callsOf("mvn");
    Result second = course("train", "dates-en-ko");
    assertThat(second.text()).doesNotContain("[1/");
    assertThat(callsOf("mvn")).isEqualTo(mavenCalls);
  }

  @Test
  void a_notebook_command_sets_up_both_sides_with_numbered_steps() throws Exception {
    Result result = course("run", "x.ipynb");
    assertThat(result.status()).as(result.text()).isZero();
    assertThat(result.text()).contains("[1/3]", "[2/3]", "[3/3]");
    assertThat(course.resolve(".venv/requirements.txt")).exists();
  }

  @Test
  void help_needs_no_set_up() throws Exception {
    for (Path tool : List.of(bin.resolve("java"), bin.resolve("mvn"), bin.resolve("python3"))) {
      Files.delete(tool);
    }
    Result result = course();
    assertThat(result.status()).isZero();
    assertThat(result.text()).contains("./course lab").contains("./course doctor");
    assertThat(course.resolve(".course")).doesNotExist();
  }

  @Test
  void the_help_of_a_notebook_command_needs_no_python() throws Exception {
    Files.delete(bin.resolve("python3"));
    assertThat(course("lab", "--help").status()).isZero();
    assertThat(course("help", "lab").text()).contains("RUN org.attentionlab.cli.Main lab --help");
  }

  @Test
  void a_changed_source_compiles_the_kit_again_and_nothing_else() throws Exception {
    course("doctor");
    Files.writeString(course.resolve("src/main/java/B.java"), "class B {}");
    Result result = course("doctor");
    assertThat(result.text()).contains("[1/1] The kit has changed");
    assertThat(course("doctor").text()).doesNotContain("[1/1]");
  }

  @Test
  void a_deleted_source_compiles_the_kit_again() throws Exception {
    course("doctor");
    Files.delete(course.resolve("src/main/java/A.java"));
    assertThat(course("doctor").text()).contains("[1/1] The kit has changed");
  }

  @Test
  void a_changed_pom_fetches_the_libraries_again_and_drops_old_jars() throws Exception {
    course("doctor");
    Files.writeString(course.resolve(".course/lib/left-over.jar"), "");
    Files.writeString(course.resolve("pom.xml"), "<project/>");
    assertThat(course("doctor").text()).contains("[1/1] Java libraries");
    assertThat(course.resolve(".course/lib/left-over.jar")).doesNotExist();
  }

  @Test
  void a_newer_jdk_beside_an_old_one_is_found() throws Exception {
    Files.delete(bin.resolve("java"));
    Path jvms = Files.createDirectories(temporary.resolve("jvms"));
    Files.createSymbolicLink(bin.resolve("java"), jdk("jdk-11", "11").resolve("bin/java"));
    Files.move(jdk, jvms.resolve("jdk-17"));
    rewriteJdk(jvms.resolve("jdk-17"), "17");
    assertThat(course("doctor").status()).isZero();
  }

  @Test
  void once_built_maven_is_not_needed() throws Exception {
    course("doctor");
    Files.delete(bin.resolve("mvn"));
    assertThat(course("doctor").status()).isZero();
  }

  @Test
  void it_works_through_a_symbolic_link_and_from_another_folder() throws Exception {
    Path link = temporary.resolve("link");
    Files.createSymbolicLink(link, course.resolve("course"));
    Result result = run(List.of(link.toString(), "doctor"), temporary);
    assertThat(result.status()).as(result.text()).isZero();
    assertThat(result.text()).contains("-Dattentionlab.home=" + course.toRealPath());
  }

  @Test
  void a_moved_course_registers_its_kernel_again() throws Exception {
    course("run", "x.ipynb");
    Path elsewhere = temporary.resolve("elsewhere");
    Files.move(course, elsewhere);
    course = elsewhere;
    assertThat(course("run", "x.ipynb").text()).contains("[1/1] Register the Java kernel");
  }

  @Test
  void the_gpu_is_asked_for_by_leaving_out_the_cpu_library() throws Exception {
    course("doctor");
    Files.writeString(course.resolve(".course/lib/pytorch-native-cpu-2.7.1.jar"), "");
    assertThat(course("train", "x", "--device", "gpu").text()).contains(".course/lib/*"); // no card
    script(bin.resolve("nvidia-smi"), "exit 0");
    assertThat(course("train", "x", "--device", "gpu").text())
        .contains("attention-lab.jar")
        .doesNotContain("pytorch-native-cpu", ".course/lib/*");
    assertThat(course("train", "x", "--device", "cpu").text()).contains(".course/lib/*");
  }
}
