package org.attentionlab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./course run}: executes notebooks in the real kernel, cell by cell, without a browser. */
@Command(
    name = "run",
    description =
        "Executes notebooks in the real Java kernel. The originals stay as they are unless --in-place is given.",
    footer = {
      "",
      "Examples:",
      "  ./course run notebooks/10-*.ipynb",
      "  ./course run my.ipynb --out executed",
    })
final class RunCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "NOTEBOOK", description = "Notebook files (.ipynb).")
  private List<Path> notebooks;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the executed copies into this folder (made if missing).")
  private Path out;

  @Option(
      names = "--in-place",
      description =
          "Write the outputs into the notebooks themselves; one that fails stays as it was.")
  private boolean inPlace;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "Longest time for one cell (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--kernel",
      paramLabel = "NAME",
      defaultValue = "java",
      description = "Another kernel that Jupyter knows (default: ${DEFAULT-VALUE}).")
  private String kernel;

  @Override
  public Integer call() {
    if (out != null && inPlace) {
      throw new CourseException("Give either --out or --in-place, not both.");
    }
    CourseHome home = CourseHome.find();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(home.python().toString(), home.script("run_notebooks.py").toString()));
    command.addAll(List.of("--timeout", "" + timeout, "--kernel", kernel));
    command.addAll(List.of("--log", home.log("kernel-output.log").toString()));
    if (inPlace) {
      command.add("--in-place");
    }
    if (out != null) {
      command.addAll(List.of("--out", out.toString()));
    }
    command.add("--");
    for (Path notebook : notebooks) {
      if (!Files.isRegularFile(notebook)) {
        throw new CourseException(
            notebook + " does not exist. The lessons are in " + home.notebooks() + ".");
      }
      command.add(notebook.toString());
    }
    return Subprocess.run(command);
  }
}
