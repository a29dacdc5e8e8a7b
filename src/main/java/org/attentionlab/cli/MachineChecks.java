package org.attentionlab.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attentionlab.notebook.Fonts;

/** What {@code doctor} asks the operating system. */
final class MachineChecks {

  private static final long MEGABYTE = 1L << 20;

  private final CourseHome home;

  MachineChecks(CourseHome home) {
    this.home = home;
  }

  Finding java() {
    String found = Runtime.version() + " in " + System.getProperty("java.home");
    if (Runtime.version().feature() < 17) {
      return Finding.broken("Java", found + " is too old", "Install a JDK of version 17 or newer.");
    }
    if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()
        && ModuleLayer.boot().findModule("jdk.compiler").isEmpty()) {
      return Finding.broken("Java", found + " has no compiler", "Install a JDK, not a JRE.");
    }
    return Finding.good("Java", found);
  }

  Finding maven() {
    String said = output(List.of(File.separatorChar == '\\' ? "mvn.cmd" : "mvn", "-v"));
    return firstLine(said, "Apache Maven")
        .map(line -> Finding.good("Maven", line.replaceAll("\u001b\\[[0-9;]*m", "")))
        .orElseGet(
            () ->
                Finding.note(
                    "Maven",
                    "not found",
                    "The built kit works without; install Maven 3.8 to change it or to run tests."));
  }

  Finding processor() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Finding.good("processor", processorName() + ", " + cores + " cores for us");
  }

  /** The name that belongs beside every published speed. */
  static String processorName() {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      try (Stream<String> lines = Files.lines(info)) {
        Optional<String> name = lines.filter(line -> line.startsWith("model name")).findFirst();
        if (name.isPresent()) {
          return name.get().replaceFirst(".*?:\\s*", "");
        }
      } catch (IOException | UncheckedIOException e) {
        // The architecture below is better than nothing.
      }
    }
    String mac = output(List.of("sysctl", "-n", "machdep.cpu.brand_string")).strip();
    return mac.isEmpty() ? System.getProperty("os.arch") : mac;
  }

  Finding memory() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long all = system.getTotalMemorySize() / MEGABYTE;
    String text =
        all + " MB, Java may use " + Runtime.getRuntime().maxMemory() / MEGABYTE + " MB of it";
    return all < 3_500
        ? Finding.note("memory", text, "The lessons want 4 GB: close other programs first.")
        : Finding.good("memory", text);
  }

  Finding disk() {
    long here = home.folder().toFile().getUsableSpace() / MEGABYTE;
    String text = here + " MB free in " + home.folder();
    return here < 1_000
        ? Finding.note("disk", text, "Set-up and training want 1 GB: free some.")
        : Finding.good("disk", text);
  }

  Finding koreanFont() {
    return Fonts.korean()
        .map(font -> Finding.good("Korean font", font.getFontName()))
        .orElseGet(
            () ->
                Finding.note(
                    "Korean font",
                    "none, Korean in charts is missing",
                    "./course setup brings one."));
  }

  Finding browser() {
    for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
      Optional<Path> found = onPath(name);
      if (found.isPresent()) {
        return Finding.good("Chromium", found.get().toString());
      }
    }
    return Finding.note(
        "Chromium",
        "not found",
        "Only './course test browser' needs it: 'sudo apt-get install chromium', or COURSE_CHROMIUM=PATH.");
  }

  private static Optional<Path> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What a program prints, or nothing if there is no such program. */
  static String output(List<String> command) {
    try {
      Process process = Subprocess.start(new ProcessBuilder(command).redirectErrorStream(true));
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Subprocess.waitFor(process) == 0 ? said : "";
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }

  static Optional<String> firstLine(String text, String containing) {
    return text.lines().filter(line -> line.contains(containing)).findFirst();
  }
}
