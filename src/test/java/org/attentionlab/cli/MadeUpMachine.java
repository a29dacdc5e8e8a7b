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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine for tests of the launcher: its PATH holds a few real tools and stand-ins for Java,
 * Maven and Python that write down how they were called.
 */
@DisabledOnOs(OS.WINDOWS)
abstract class MadeUpMachine {

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
  Path course;
  Path bin;
  private Path calls;
  Path jdk;

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

  record Result(int status, String text) {}

  Result course(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(course.resolve("course").toString()));
    command.addAll(Arrays.asList(arguments));
    return run(command, course);
  }

  Result run(List<String> command, Path folder) throws Exception {
    Process process = builder(command, folder).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), text);
  }

  Process start(List<String> arguments) throws IOException {
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

  static void waitFor(Path file) throws InterruptedException {
    for (int i = 0; i < 200 && !Files.exists(file); i++) {
      Thread.sleep(50);
    }
    assertThat(file).exists();
    Thread.sleep(300);
  }

  int callsOf(String program) throws IOException {
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

  Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(temporary.resolve(name).resolve("bin")).getParent();
    rewriteJdk(home, version);
    return home;
  }

  void rewriteJdk(Path home, String version) throws IOException {
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

  void maven(String version, String instead) throws IOException {
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

  void python(String version, boolean venv) throws IOException {
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

  static void script(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
    executable(file);
  }

  private static void executable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
