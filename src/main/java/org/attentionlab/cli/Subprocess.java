package org.attentionlab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts another program so that it never outlives this one. */
final class Subprocess {

  private Subprocess() {}

  /**
   * Runs a program on this terminal and waits for its end.
   *
   * @return its exit status
   */
  static int run(List<String> command) {
    return waitFor(start(new ProcessBuilder(command).inheritIO()));
  }

  /** Starts a program; it is asked to end when this process ends, and then made to. */
  static Process start(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end-subprocess"));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
