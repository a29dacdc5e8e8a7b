package org.attentionlab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.attentionlab.experiments.ExperimentStoppedException;
import org.attentionlab.experiments.Processor;
import org.attentionlab.experiments.RecordedExperiment;
import org.attentionlab.experiments.RecordedExperiments;
import org.attentionlab.experiments.Reproduction;
import org.attentionlab.notebook.TimeLeft;
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
    })
final class ReproduceCommand implements Callable<Integer> {

  private static final int SHARES = 10_000; // in which the time left is counted

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
          "Only the parts whose names begin so, e.g. --rows en-de-tiny,en-fr; other rows of the table stay.")
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
    CourseHome home = CourseHome.find();
    RememberedMatrixProduct.take(home);
    Path work = home.made().resolve("reproduce").resolve(quick ? name + "-quick" : name);
    Path results = out != null ? out : quick ? work : home.folder().resolve("results");
    RecordedExperiment experiment = RecordedExperiments.named(name);
    Processor.useThreads(threads != null ? threads : Processor.usualThreads());
    String typed =
        "./course " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    screen.println(experiment.question());
    Reproduction reproduction =
        new Reproduction(experiment, quick, work, results, typed, new Screen(screen));
    if (rows != null) {
      reproduction.only(rows);
    }
    try (StopOnCtrlC watch =
        new StopOnCtrlC(reproduction::stop, screen, "Stopped. Go on with: " + typed)) {
      screen.println("The table is in " + reproduction.run());
    } catch (ExperimentStoppedException e) {
      return 130;
    } finally {
      screen.flush();
    }
    return 0;
  }

  /** A line now and then, with the time left. */
  private static final class Screen implements Reproduction.Listener {

    private static final long WAIT_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private TimeLeft left;
    private double first = Double.NaN;
    private long lastNanos;

    Screen(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void progress(String part, double share, String text) {
      if (left == null) {
        left = new TimeLeft(Math.round((1 - share) * SHARES));
        first = share;
      }
      long done = Math.round((share - first) * SHARES);
      left.update(done);
      if (System.nanoTime() - lastNanos >= WAIT_NANOS) {
        lastNanos = System.nanoTime();
        String time = left.known() ? TimeLeft.text(left.left()) + " left" : "…";
        out.printf("%3.0f %% · %s · %s · %s%n", 100 * share, part, text, time);
        out.flush();
      }
    }

    @Override
    public void finished(String part, boolean before, List<String> rows) {
      out.println(part + (before ? " (from an earlier run)" : "") + ":");
      rows.forEach(row -> out.println("  " + row));
      out.flush();
    }
  }
}
