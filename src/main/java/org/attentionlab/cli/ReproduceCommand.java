package org.attentionlab.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.attentionlab.experiments.ExperimentStoppedException;
import org.attentionlab.experiments.Processor;
import org.attentionlab.experiments.RecordedExperiment;
import org.attentionlab.experiments.RecordedExperiments;
import org.attentionlab.experiments.Reproduction;
import org.attentionlab.training.Budget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./course reproduce}: runs a recorded experiment again. */
@Command(
    name = "reproduce",
    description = {
      "Runs an experiment that takes longer than a lesson, and writes its table with provenance",
      "to results/NAME.csv. Ctrl-C stops it cleanly; the same command goes on where it was."
    },
    footer = {
      "",
      "Examples:",
      "  ./course reproduce --list",
      "  ./course reproduce memory",
      "  ./course reproduce memory --quick",
      "  ./course reproduce table3 --jobs 2 --budget 60m",
    })
final class ReproduceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which experiment.")
  private String name;

  @Option(names = "--list", description = "List the experiments and their questions.")
  private boolean list;

  @Option(
      names = "--quick",
      description =
          "A version of about a minute that proves only that the code runs; its table goes to .course/reproduce/.")
  private boolean quick;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "PART",
      description =
          "Only the parts whose names begin or end so, e.g. --rows en-de-tiny,en-fr or --rows seed-2; other rows of the table stay.")
  private List<String> rows;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for the table (default: results).")
  private Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of one operation (default: one for each core, at most 8).")
  private Integer threads;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "With how many seeds each row is made, where an experiment leaves that choice.")
  private Integer seeds;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Make N parts side by side, each in a process of its own with one thread (default: one after another, in this process).")
  private Integer jobs;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "Stop cleanly after such a time, e.g. 20m or 2h, and say what is left; the same command goes on.")
  private String budget;

  @Option(names = "--make-part", hidden = true, description = "Only the work of one part.")
  private String onePart;

  @Option(names = "--typed", hidden = true, description = "The command for the provenance.")
  private String typedBefore;

  @Override
  public Integer call() throws IOException {
    PrintWriter screen = spec.commandLine().getOut();
    if (list) {
      for (RecordedExperiment experiment : RecordedExperiments.all()) {
        screen.printf(
            "%-16s about %3.0f min  %s%n",
            experiment.name(),
            experiment.parts(false).stream().mapToDouble(RecordedExperiment.Part::minutes).sum(),
            experiment.question());
      }
      screen.flush();
      return 0;
    }
    if (name == null) {
      throw new ParameterException(
          spec.commandLine(), "Which experiment? ./course reproduce --list shows them.");
    }
    if (jobs != null && jobs < 1) {
      throw new ParameterException(
          spec.commandLine(), "Expected --jobs to be at least 1, but got " + jobs + ".");
    }
    double seconds = budget == null ? Double.NaN : Budget.time(budget).amount();
    CourseHome home = CourseHome.find();
    RememberedMatrixProduct.take(home);
    Path work = home.made().resolve("reproduce").resolve(quick ? name + "-quick" : name);
    Path results = out != null ? out : quick ? work : home.folder().resolve("results");
    RecordedExperiment experiment = RecordedExperiments.named(name);
    if (jobs == null) {
      Processor.useThreads(threads != null ? threads : Processor.usualThreads());
    }
    String typed =
        typedBefore != null
            ? typedBefore
            : "./course " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    Reproduction.Listener listener =
        onePart != null ? new ReproductionScreen.Teller(screen) : new ReproductionScreen(screen);
    Reproduction reproduction = new Reproduction(experiment, quick, work, results, typed, listener);
    if (seeds != null) {
      reproduction.seeds(seeds);
    }
    if (rows != null) {
      reproduction.only(rows);
    }
    if (onePart != null) {
      return makePart(reproduction, screen);
    }
    screen.println(experiment.question());
    Runnable stop = reproduction::stop;
    if (jobs != null) {
      PartProcesses processes = new PartProcesses(jobs, wordsForOnePart(typed, results), listener);
      reproduction.madeBy(processes);
      stop = processes::stop;
    }
    return runAll(reproduction, stop, seconds, typed, screen);
  }

  private int runAll(
      Reproduction reproduction, Runnable stop, double seconds, String typed, PrintWriter screen)
      throws IOException {
    AtomicBoolean over = new AtomicBoolean();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    if (!Double.isNaN(seconds)) {
      Runnable end =
          () -> {
            over.set(true);
            stop.run();
          };
      clock.schedule(end, Math.round(1000 * seconds), TimeUnit.MILLISECONDS);
    }
    try (StopOnCtrlC watch = new StopOnCtrlC(stop, screen, "Stopped. Go on with: " + typed)) {
      screen.println("The table is in " + reproduction.run());
    } catch (ExperimentStoppedException e) {
      if (!over.get()) {
        return PartProcesses.STOPPED;
      }
      List<String> left = reproduction.missing();
      screen.println(
          "The budget of %s is over. Left (%d): %s. Go on with: %s"
              .formatted(budget, left.size(), String.join(", ", left), typed));
    } finally {
      clock.shutdownNow();
      screen.flush();
    }
    return 0;
  }

  /** The same command for a process that makes one part; the part's name comes last. */
  private List<String> wordsForOnePart(String typed, Path results) {
    List<String> words = new ArrayList<>(List.of("reproduce", name, "--threads", "1"));
    if (quick) {
      words.add("--quick");
    }
    if (seeds != null) {
      words.addAll(List.of("--seeds", seeds.toString()));
    }
    words.addAll(List.of("--out", results.toAbsolutePath().toString(), "--typed", typed));
    words.add("--make-part");
    return words;
  }

  /** The work of such a process; it stops when whoever started it closes the input, or dies. */
  private int makePart(Reproduction reproduction, PrintWriter screen) throws IOException {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // Gone as well.
              }
              reproduction.stop();
            },
            "watch-input");
    watch.setDaemon(true);
    watch.start();
    try (StopOnCtrlC ctrlC = new StopOnCtrlC(reproduction::stop, screen, "Stopped.")) {
      reproduction.makeOnly(onePart);
      return 0;
    } catch (ExperimentStoppedException e) {
      return PartProcesses.STOPPED;
    }
  }
}
