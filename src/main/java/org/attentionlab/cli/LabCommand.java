package org.attentionlab.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./course lab}: JupyterLab on the lessons. */
@Command(
    name = "lab",
    description = "Opens JupyterLab on the lessons. Ctrl-C ends it.",
    footer = {
      "",
      "Examples:",
      "  ./course lab",
      "  ./course lab --no-browser --port 9000",
      "  ./course lab -- --ServerApp.custom_display_url=http://school.example/",
    })
final class LabCommand implements Callable<Integer> {

  private static final Pattern FIELD = Pattern.compile("\"(url|token)\"\\s*:\\s*\"([^\"]*)\"");

  @Option(names = "--no-browser", description = "Print the address and open no browser.")
  private boolean noBrowser;

  @Option(
      names = "--port",
      defaultValue = "8888",
      description =
          "Port on this machine; the next free one if it is taken (default: ${DEFAULT-VALUE}).")
  private int port;

  @Parameters(paramLabel = "-- OPTION", description = "Further options for JupyterLab itself.")
  private List<String> further = List.of();

  @Override
  public Integer call() throws Exception {
    CourseHome home = CourseHome.find();
    boolean browser = !noBrowser && hasDisplay();
    Path log = home.log("jupyter.log");
    Files.createDirectories(log.getParent());

    ProcessBuilder builder = new ProcessBuilder(command(home, browser));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"));
    Process jupyter = Subprocess.start(builder);

    Optional<String> address = awaitAddress(home, jupyter);
    if (address.isPresent()) {
      System.out.println("JupyterLab: " + address.get());
      System.out.println(
          browser
              ? "It opens in your browser. Ctrl-C ends it."
              : "Open this address in a browser. Ctrl-C ends JupyterLab.");
    }
    int status = Subprocess.waitFor(jupyter);
    if (status != 0) {
      throw new CourseException(
          "JupyterLab ended with status "
              + status
              + ": "
              + lastLine(log)
              + " (all of it: "
              + log
              + ")");
    }
    return status;
  }

  private List<String> command(CourseHome home, boolean browser) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(home.python().toString(), "-m", "jupyterlab"));
    command.add("--ServerApp.root_dir=" + home.folder());
    if (Files.isDirectory(home.notebooks())) {
      command.add("--LabApp.default_url=/lab/tree/notebooks");
    }
    command.add("--ServerApp.port=" + port);
    command.add("--ServerApp.answer_yes=True");
    // A new notebook is a Java notebook: nobody has to choose.
    command.add("--MultiKernelManager.default_kernel_name=java");
    command.add("--KernelSpecManager.ensure_native_kernel=False");
    if ("root".equals(System.getProperty("user.name"))) {
      // In containers everybody is root; the server listens to this machine only and wants a token.
      command.add("--allow-root");
    }
    if (!browser) {
      command.add("--no-browser");
    }
    command.addAll(further);
    return command;
  }

  /** Jupyter writes its address into a file of its own when it is ready. */
  private static Optional<String> awaitAddress(CourseHome home, Process jupyter)
      throws IOException, InterruptedException {
    String told = System.getenv("JUPYTER_RUNTIME_DIR");
    Path runtime = told == null ? home.made().resolve("jupyter/runtime") : Path.of(told);
    Path file = runtime.resolve("jpserver-" + jupyter.pid() + ".json");
    for (int i = 0; i < 600 && jupyter.isAlive(); i++) {
      if (Files.isRegularFile(file)) {
        String url = "";
        String token = "";
        Matcher field = FIELD.matcher(Files.readString(file));
        while (field.find()) {
          if (field.group(1).equals("url")) {
            url = field.group(2);
          } else {
            token = field.group(2);
          }
        }
        if (!url.isEmpty()) {
          return Optional.of(url + "lab" + (token.isEmpty() ? "" : "?token=" + token));
        }
      }
      Thread.sleep(100);
    }
    return Optional.empty();
  }

  private static boolean hasDisplay() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean linux = system.contains("linux");
    return !linux || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("BROWSER");
  }

  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isBlank();
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    lines.removeIf(String::isBlank);
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
  }
}
