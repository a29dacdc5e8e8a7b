package org.attentionlab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.attentionlab.experiments.ExperimentStoppedException;
import org.attentionlab.experiments.RecordedExperiment.Part;
import org.attentionlab.experiments.Reproduction;

/**
 * Makes the parts of an experiment side by side, each in a process of its own with one thread:
 * small models gain little from a second thread, and two trainings at once are nearly twice as
 * fast. A process tells on standard output how far it is, and stops cleanly when its standard input
 * ends: when it is closed here, and also when this process is killed.
 */
final class PartProcesses implements Reproduction.Maker {

  /** What a line begins with that tells the progress: {@code @ 0.4200 loss 3.1}. */
  static final String MARK = "@ ";

  /** The exit status of a process that was asked to stop. */
  static final int STOPPED = 130;

  private static final int LAST_LINES = 5;

  private final int jobs;
  private final List<String> words;
  private final Reproduction.Listener listener;
  private final List<Process> running = Collections.synchronizedList(new ArrayList<>());
  private final Map<Part, String> texts = new LinkedHashMap<>();
  private final Map<Part, Double> shares = new LinkedHashMap<>();
  private volatile boolean stopped;

  /**
   * Nothing is started yet.
   *
   * @param jobs how many at once
   * @param words of the command line that make one part; its name is added
   * @param listener hears the progress of all
   */
  PartProcesses(int jobs, List<String> words, Reproduction.Listener listener) {
    this.jobs = jobs;
    this.words = words;
    this.listener = listener;
  }

  /** Asks all processes to stop soon; may be called from any thread. */
  void stop() {
    stopped = true;
    synchronized (running) {
      running.forEach(PartProcesses::endInput);
    }
  }

  @Override
  public void make(List<Part> parts, Consumer<Part> finished) throws IOException {
    parts.forEach(part -> shares.put(part, 0.0));
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (Part part : parts) {
        results.add(
            pool.submit(
                () -> {
                  makeOne(part);
                  synchronized (this) {
                    finished.accept(part);
                  }
                  return null;
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw asUnchecked(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CourseException("Interrupted.");
    } finally {
      stop(); // one that failed ends the others too
      awaitEnd(pool);
    }
  }

  /** Until the processes have saved what they have. */
  private static void awaitEnd(ExecutorService pool) {
    pool.shutdown();
    try {
      pool.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void makeOne(Part part) throws IOException {
    if (stopped) {
      throw new ExperimentStoppedException();
    }
    Process process = start(part);
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(MARK)) {
          progress(part, line.substring(MARK.length()));
        } else {
          last.add(line);
          if (last.size() > LAST_LINES) {
            last.remove();
          }
        }
      }
    }
    int status = Subprocess.waitFor(process);
    running.remove(process);
    progress(part, null);
    if (status != 0) {
      if (stopped || status == STOPPED) {
        throw new ExperimentStoppedException();
      }
      throw new CourseException(
          "The process that makes "
              + part.name()
              + " ended with status "
              + status
              + ". Its last words: "
              + String.join(" / ", last));
    }
  }

  private Process start(Part part) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(words);
    command.add(part.name());
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      running.add(process);
      if (stopped) {
        endInput(process); // it came too late for stop()
      }
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells the share of the whole and what all running parts say; {@code null}: part is over. */
  private synchronized void progress(Part part, String said) {
    if (said == null) {
      shares.put(part, 1.0);
      texts.remove(part);
      return;
    }
    String[] words = said.split(" ", 2);
    double share = Double.parseDouble(words[0]);
    shares.put(part, share);
    texts.put(part, "%s %.0f %% %s".formatted(part.name(), 100 * share, words[1]));
    double minutes = shares.keySet().stream().mapToDouble(Part::minutes).sum();
    double done =
        shares.entrySet().stream().mapToDouble(e -> e.getKey().minutes() * e.getValue()).sum();
    listener.progress(
        texts.size() + " at once",
        done / minutes,
        texts.values().stream().collect(Collectors.joining(" | ")));
  }

  private static void endInput(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy(); // there is no other way to tell it
    }
  }

  private static RuntimeException asUnchecked(Throwable cause) throws IOException {
    if (cause instanceof IOException trouble) {
      throw trouble;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
