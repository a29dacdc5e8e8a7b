package org.attentionlab.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the walker of the reference cases, which lives among the tests. */
final class ReferenceCasesRun {

  private static final String WALKER = "org.attentionlab.reference.ReferenceCases";

  private final CourseHome home;

  ReferenceCasesRun(CourseHome home) {
    this.home = home;
  }

  /**
   * @param folders folders of cases; the project's own cases if empty
   * @return the walker's exit status
   */
  int run(List<Path> folders) throws IOException {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new CourseException(folder + " is not a folder of reference cases.");
      }
    }
    Path target = home.folder().resolve("target");
    Path jars = target.resolve("test-classpath.txt");
    Path log = home.log("reference-build.log");
    int status =
        new Maven(home, log)
            .run(
                line -> {},
                "-q",
                "test-compile",
                "dependency:build-classpath",
                "-Dmdep.includeScope=test",
                "-Dmdep.outputFile=" + jars);
    if (status != 0) {
      throw new CourseException("The tests do not compile; the reasons are in " + log + ".");
    }
    String classpath =
        String.join(
            File.pathSeparator,
            target.resolve("test-classes").toString(),
            target.resolve("classes").toString(),
            Files.readString(jars).strip());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"));
    command.addAll(List.of("-Dsun.stdout.encoding=UTF-8", "-Xmx3g"));
    command.add("-Dattentionlab.home=" + home.folder());
    command.addAll(List.of("-cp", classpath, WALKER));
    folders.forEach(folder -> command.add(folder.toString()));
    return Subprocess.run(command);
  }
}
