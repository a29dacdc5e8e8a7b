package org.attentionlab.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A place where code may run that nobody trusts: bubblewrap on Linux. There is no network, no file
 * of the teacher's, nothing that can be written but a little of memory, and limits on memory,
 * processes and time of the processor.
 *
 * @param visible files and folders outside, by the paths that they have inside; only to be read
 */
record Sandbox(Map<String, Path> visible) {

  private static final List<String> SYSTEM =
      List.of(
          "/usr",
          "/lib",
          "/lib64",
          "/bin",
          "/etc/alternatives",
          "/etc/ld.so.cache",
          "/etc/java-17-openjdk",
          "/etc/localtime");

  private static final long DATA_BYTES = 3_000_000_000L;
  private static final int PROCESSES = 256; // threads count too
  private static final int FILE_BYTES = 20_000_000;
  private static final int PROCESSOR_SECONDS = 60;

  /** Whether bubblewrap is installed and may make a sandbox here. */
  static boolean isAvailable() {
    try {
      Process process =
          new ProcessBuilder("bwrap", "--unshare-all", "--ro-bind", "/", "/", "true")
              .redirectErrorStream(true)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** {@code inner} as a command that runs inside. */
  List<String> around(List<String> inner) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bwrap",
                "--unshare-all",
                "--die-with-parent",
                "--new-session",
                "--cap-drop",
                "ALL",
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "--size",
                String.valueOf(FILE_BYTES),
                "--tmpfs",
                "/tmp",
                "--chdir",
                "/tmp",
                "--clearenv"));
    for (String path : SYSTEM) {
      if (Files.isSymbolicLink(Path.of(path))) {
        addAll(command, "--symlink", linkTarget(path), path);
      } else {
        addAll(command, "--ro-bind-try", path, path);
      }
    }
    visible.forEach((inside, path) -> addAll(command, "--ro-bind", path.toString(), inside));
    addAll(command, "--setenv", "HOME", "/tmp");
    addAll(command, "--setenv", "OMP_NUM_THREADS", "1");
    addAll(command, "--setenv", "OPT_OUT_TRACKING", "true");
    addAll(
        command,
        "prlimit",
        "--data=" + DATA_BYTES,
        "--nproc=" + PROCESSES,
        "--fsize=" + FILE_BYTES,
        "--cpu=" + PROCESSOR_SECONDS,
        "--core=0");
    command.addAll(inner);
    return command;
  }

  private static void addAll(List<String> command, String... words) {
    command.addAll(List.of(words));
  }

  private static String linkTarget(String path) {
    try {
      return Files.readSymbolicLink(Path.of(path)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
