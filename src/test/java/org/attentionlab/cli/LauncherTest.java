package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher on made-up machines: its PATH holds a few real tools and stand-ins for Java, Maven
 * and Python that write down how they were called.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final List<String> TOOLS =
      List.of(
          "awk",
          "basename",
          "bash",
          "cat",
          "chmod",
          "cmp",
          "cp",
          "df",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "ln",
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "sort",
          "tail",
          "touch",
          "tr",
          "uname");

  private static Path tools;

  @TempDir Path temporary;
  private Path course;
  private Path bin;
  private Path calls;
  private Path jdk;

  /** Not in a temporary folder of JUnit, which warns of each link that it deletes. */
  @BeforeAll
  static void link_the_tools() throws IOException {
    tools = Files.createTempDirectory("tools");
    for (String tool : TOOLS) {
      Path found = Path.of("/bin", tool);
      if (!Files.isExecutable(found)) {
        found = Path.of("/usr/bin", tool);
      }
      Files.createSymbolicLink(tools.resolve(tool), found);
    }
  }

  @AfterAll
  static void unlink_the_tools() throws IOException {
    for (String tool : TOOLS) {
      Files.delete(tools.resolve(tool));
    }
    Files.delete(tools);
  }

  @BeforeEach
  void a_machine_with_everything() throws IOException {
    Path kit = CourseHome.find().folder();
    course = temporary.resolve("my course"); // a blank in the path, always
    bin = Files.createDirectories(temporary.resolve("bin"));
    calls = temporary.resolve("calls");
    Files.writeString(calls, "");
    for (String file :
        List.of(
            "course", "pom.xml", "requirements.txt", "requirements-fonts.txt", "constraints.txt")) {
      copy(kit, file);
    }
    copy(kit, "requirements-test.txt");
    copy(kit, "src/main/resources/org/attentionlab/cli/commands.txt");
    copy(kit, "src/main/python/kernelspec.py");
    Files.createDirectories(course.resolve(".mvn"));
    Files.createDirectories(course.resolve("src/main/java"));
    Files.writeString(course.resolve("src/main/java/A.java"), "class A {}");
    age(course, Instant.now().minusSeconds(60));
    jdk = jdk("jdk-17", "17");
    Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
    maven("3.9.9", "");
    python("3.11", true);
  }

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
  void a_newer_jdk_beside_an_old_one_is_found() throws Exception {
    Files.delete(bin.resolve("java"));
    Path jvms = Files.createDirectories(temporary.resolve("jvms"));
    Files.createSymbolicLink(bin.resolve("java"), jdk("jdk-11", "11").resolve("bin/java"));
    Files.move(jdk, jvms.resolve("jdk-17"));
    rewriteJdk(jvms.resolve("jdk-17"), "17");
    assertThat(course("doctor").status()).isZero();
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
  void once_built_maven_is_not_needed() throws Exception {
    course("doctor");
    Files.delete(bin.resolve("mvn"));
    assertThat(course("doctor").status()).isZero();
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

  // ------------------------------------------------------------------ the made-up machine

  private record Result(int status, String text) {}

  private Result course(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(course.resolve("course").toString()));
    command.addAll(Arrays.asList(arguments));
    return run(command, course);
  }

  private Result run(List<String> command, Path folder) throws Exception {
    Process process = builder(command, folder).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), text);
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(course.resolve("course").toString()));
    command.addAll(arguments);
    Path output = temporary.resolve("output");
    return builder(command, course).redirectOutput(output.toFile()).start();
  }

  private ProcessBuilder builder(List<String> command, Path folder) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(
        Map.of(
            "PATH",
            bin + ":" + tools,
            "HOME",
            temporary.toString(),
            "LANG",
            "C.UTF-8",
            "COURSE_JVM_FOLDER",
            temporary.resolve("jvms").toString()));
    return builder.redirectErrorStream(true);
  }

  private static void waitFor(Path file) throws InterruptedException {
    for (int i = 0; i < 200 && !Files.exists(file); i++) {
      Thread.sleep(50);
    }
    assertThat(file).exists();
    Thread.sleep(300);
  }

  private int callsOf(String program) throws IOException {
    return (int)
        Files.readAllLines(calls).stream().filter(line -> line.startsWith(program)).count();
  }

  private void copy(Path kit, String file) throws IOException {
    Path target = course.resolve(file);
    Files.createDirectories(target.getParent());
    Files.copy(kit.resolve(file), target);
    if (file.equals("course")) {
      executable(target);
    }
  }

  private static void age(Path folder, Instant time) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        Files.setLastModifiedTime(path, FileTime.from(time));
      }
    }
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(temporary.resolve(name).resolve("bin")).getParent();
    rewriteJdk(home, version);
    return home;
  }

  private void rewriteJdk(Path home, String version) throws IOException {
    script(
        home.resolve("bin/java"),
        "case $1 in -XshowSettings*) echo '    java.home = "
            + home
            + "'; echo '    java.specification.version = "
            + version
            + "'; exit 0 ;; esac",
        "while [ $# -gt 0 ]; do case $1 in org.*) echo RUN \"$@\"; exit 0 ;; *) echo \"$1\" ;; esac; shift; done");
    script(home.resolve("bin/javac"), "exit 0");
  }

  private void maven(String version, String instead) throws IOException {
    script(
        bin.resolve("mvn"),
        "echo mvn \"$@\" >>'" + calls + "'",
        "[ \"$1\" != -v ] || { echo 'Apache Maven " + version + "'; exit 0; }",
        instead,
        "mkdir -p '"
            + course
            + "/target'; echo jar >'"
            + course
            + "/target/attention-lab-0.1.0.jar'",
        "for word in \"$@\"; do case $word in -DoutputDirectory=*) mkdir -p \"${word#*=}\";"
            + " echo >\"${word#*=}/djl.jar\" ;; esac; done");
  }

  private void python(String version, boolean venv) throws IOException {
    script(
        bin.resolve("python3"),
        "self=$0",
        "case $* in",
        "  *version_info*) echo " + version + " ;;",
        "  *ensurepip*) exit " + (venv ? 0 : 1) + " ;;",
        "  '-m venv '*) mkdir -p \"$3/bin\" \"$3/share/jupyter/kernels/java\"; cp \"$self\" \"$3/bin/python\" ;;",
        "  *'pip install'*) [ ! -f '" + temporary.resolve("pip-fails") + "' ] ;;",
        "esac");
  }

  private static void script(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
    executable(file);
  }

  private static void executable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
