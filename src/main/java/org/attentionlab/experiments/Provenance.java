package org.attentionlab.experiments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where a result comes from, so that it can be made again.
 *
 * @param command what was typed
 * @param commit the state of the kit; {@code null} outside a Git checkout
 * @param machine processor and number of cores
 * @param java the version of Java
 * @param date the day, in UTC
 */
public record Provenance(String command, String commit, String machine, String java, String date) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Of a result that this process makes with {@code command}. */
  public static Provenance of(String command) {
    return new Provenance(
        command,
        headCommit().orElse(null),
        processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores",
        Runtime.version().toString(),
        LocalDate.now(ZoneOffset.UTC).toString());
  }

  /** The name of the processor. */
  public static String processor() {
    if (Files.isReadable(CPU_INFO)) {
      try (Stream<String> lines = Files.lines(CPU_INFO)) {
        Optional<String> name = lines.filter(line -> line.startsWith("model name")).findFirst();
        if (name.isPresent()) {
          return name.get().replaceFirst(".*?:\\s*", "");
        }
      } catch (IOException | UncheckedIOException e) {
        // The architecture below is better than nothing.
      }
    }
    return System.getProperty("os.arch");
  }

  private static Optional<String> headCommit() {
    try {
      String home = System.getProperty("attentionlab.home", System.getenv("ATTENTIONLAB_HOME"));
      Process git =
          new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD")
              .directory(home == null ? null : Path.of(home).toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean good = git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0;
      return good && !said.isEmpty() ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
