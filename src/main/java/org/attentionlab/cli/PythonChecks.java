package org.attentionlab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code doctor} asks the Python side: it is needed for notebooks, not for the other commands.
 */
final class PythonChecks {

  private static final String REMEDY =
      "Delete the folder .venv and run './course setup', which makes it again.";

  private final CourseHome home;

  PythonChecks(CourseHome home) {
    this.home = home;
  }

  Finding packages() {
    Optional<Path> python = python();
    if (python.isEmpty()) {
      return Finding.note(
          "Python side", "not set up yet", "./course setup sets it up; only notebooks need it.");
    }
    String program =
        "import sys; from importlib.metadata import version as v; print('Python',"
            + " sys.version.split()[0] + ', JupyterLab', v('jupyterlab') + ', jjava',"
            + " v('jjava') + ', nbclient', v('nbclient'))";
    String said = MachineChecks.output(List.of(python.get().toString(), "-c", program));
    return MachineChecks.firstLine(said, "JupyterLab")
        .map(line -> Finding.good("Python side", line))
        .orElseGet(() -> Finding.broken("Python side", "a package of .venv is missing", REMEDY));
  }

  Finding kernel() {
    Optional<Path> python = python();
    if (python.isEmpty()) {
      return Finding.note("Java kernel", "not set up yet", "./course setup sets it up.");
    }
    String log = home.log("doctor-kernel.log").toString();
    String said =
        MachineChecks.output(
            List.of(python.get().toString(), home.script("kernel_start.py").toString(), log));
    return MachineChecks.firstLine(said, "ready")
        .map(line -> Finding.good("Java kernel", line))
        .orElseGet(
            () ->
                Finding.broken("Java kernel", "does not answer (its words: " + log + ")", REMEDY));
  }

  private Optional<Path> python() {
    try {
      return Optional.of(home.python());
    } catch (CourseException notSetUp) {
      return Optional.empty();
    }
  }
}
