package org.attentionlab.experiments;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs a {@link RecordedExperiment} part by part and writes its result with provenance. Each
 * finished part is kept in the work folder at once, so that the same call goes on after an
 * interruption; when all are done they become one table.
 */
public final class Reproduction {

  private final RecordedExperiment experiment;
  private final boolean quick;
  private final KeptParts kept;
  private final Path results;
  private final String command;
  private final Listener listener;
  private List<RecordedExperiment.Part> all;
  private boolean othersStay;
  private Predicate<String> wanted = part -> true;
  private Maker maker = this::makeHere;
  private volatile boolean stopped;
  private volatile Workbench bench;

  /** Hears how it goes. */
  public interface Listener {
    /**
     * A part moves on.
     *
     * @param part its name
     * @param share of the whole experiment, from 0 to 1
     * @param text what the part says
     */
    void progress(String part, double share, String text);

    /**
     * A part is finished.
     *
     * @param before whether that was in an earlier call
     * @param rows as text, for the screen
     */
    void finished(String part, boolean before, List<String> rows);
  }

  /** Makes parts, here or in other processes. */
  public interface Maker {
    /**
     * Makes all of them.
     *
     * @param parts those that are not finished yet, in their order
     * @param finished to be called when one is finished
     * @throws ExperimentStoppedException if somebody stopped it
     */
    void make(List<RecordedExperiment.Part> parts, Consumer<RecordedExperiment.Part> finished)
        throws IOException;
  }

  /**
   * A run that has not begun.
   *
   * @param work the folder for what is unfinished
   * @param results the folder for the table
   * @param command what was typed, for the provenance
   */
  public Reproduction(
      RecordedExperiment experiment,
      boolean quick,
      Path work,
      Path results,
      String command,
      Listener listener) {
    this.experiment = experiment;
    this.quick = quick;
    this.kept = new KeptParts(work);
    this.all = experiment.parts(quick);
    this.results = results;
    this.command = command;
    this.listener = listener;
  }

  /**
   * Makes each row with another number of seeds. Rows of other seeds stay in the table.
   *
   * @throws IllegalArgumentException if there are none, or the experiment leaves no choice
   */
  public void seeds(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("Expected at least 1 seed, but got " + number + ".");
    }
    all = experiment.parts(quick, number);
    othersStay = true;
  }

  /**
   * Runs some parts only. The rows of the others stay in the table as they are, if it has them; so
   * a long table can be made in several evenings. To be called after {@link #seeds}.
   *
   * @param some whole names of parts, or how names begin, or what they end with, such as {@code
   *     seed-2}
   * @throws IllegalArgumentException if no part is called so; the message lists the names
   */
  public void only(List<String> some) {
    List<String> names = all.stream().map(RecordedExperiment.Part::name).toList();
    for (String one : some) {
      if (names.stream().noneMatch(name -> isCalled(name, one))) {
        throw new IllegalArgumentException(
            "No part of %s begins with \"%s\" or ends with it. They are: %s"
                .formatted(experiment.name(), one, String.join(", ", names)));
      }
    }
    wanted =
        name ->
            some.stream()
                .anyMatch(one -> names.contains(one) ? name.equals(one) : isCalled(name, one));
    othersStay = true;
  }

  private static boolean isCalled(String name, String wish) {
    return name.startsWith(wish) || name.endsWith("-" + wish);
  }

  /** Lets somebody else make the parts, instead of one after another in this process. */
  public void madeBy(Maker other) {
    maker = other;
  }

  /** Asks it to stop soon; may be called from any thread. */
  public void stop() {
    stopped = true;
    Workbench running = bench;
    if (running != null) {
      running.stop();
    }
  }

  /** The names of the parts that are wanted and not finished. */
  public List<String> missing() {
    return wantedParts().stream()
        .map(RecordedExperiment.Part::name)
        .filter(name -> !kept.has(name))
        .toList();
  }

  /**
   * Runs what is not finished yet.
   *
   * @return the table's file
   * @throws ExperimentStoppedException if {@link #stop} was called; the same call goes on later
   */
  public Path run() throws IOException {
    List<RecordedExperiment.Part> missing = new ArrayList<>();
    for (RecordedExperiment.Part part : wantedParts()) {
      if (kept.has(part.name())) {
        announce(part, true);
      } else {
        missing.add(part);
      }
    }
    if (!missing.isEmpty()) {
      maker.make(missing, part -> announce(part, false));
    }
    Path table = results.resolve(experiment.name() + ".csv");
    ResultTable.write(table, rows(ResultTable.rows(table)));
    for (RecordedExperiment.Part part : wantedParts()) {
      kept.putAway(part.name()); // the next call begins anew
    }
    return table;
  }

  /**
   * Makes one part and keeps its rows in the work folder; there is no table afterwards. For a
   * process of which several work side by side.
   *
   * @throws IllegalArgumentException if there is no part of that name
   * @throws ExperimentStoppedException if {@link #stop} was called
   */
  public void makeOnly(String name) throws IOException {
    RecordedExperiment.Part part =
        all.stream()
            .filter(p -> p.name().equals(name))
            .findAny()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        experiment.name() + " has no part \"" + name + "\"."));
    make(part, 0, 1);
  }

  private List<RecordedExperiment.Part> wantedParts() {
    return all.stream().filter(part -> wanted.test(part.name())).toList();
  }

  /** One after another. */
  private void makeHere(
      List<RecordedExperiment.Part> missing, Consumer<RecordedExperiment.Part> finished)
      throws IOException {
    double minutes = wantedParts().stream().mapToDouble(RecordedExperiment.Part::minutes).sum();
    double left = missing.stream().mapToDouble(RecordedExperiment.Part::minutes).sum();
    for (RecordedExperiment.Part part : missing) {
      make(part, 1 - left / minutes, part.minutes() / minutes);
      finished.accept(part);
      left -= part.minutes();
    }
  }

  /** The new table: what is finished now, and of the old one what shall stay. */
  private List<JsonObject> rows(List<JsonObject> before) throws IOException {
    List<JsonObject> rows = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (RecordedExperiment.Part part : all) {
      known.add(part.name());
      if (wanted.test(part.name())) {
        rows.addAll(kept.rows(part.name()));
      } else {
        before.stream().filter(r -> ResultTable.part(r).equals(part.name())).forEach(rows::add);
      }
    }
    if (othersStay) { // those of other seeds
      before.stream().filter(r -> !known.contains(ResultTable.part(r))).forEach(rows::add);
    }
    return rows;
  }

  private void announce(RecordedExperiment.Part part, boolean before) {
    try {
      List<String> lines = kept.rows(part.name()).stream().map(Reproduction::line).toList();
      listener.finished(part.name(), before, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void make(RecordedExperiment.Part part, double before, double share) throws IOException {
    try (KeptParts.Lock lock = kept.lock(part.name(), () -> stopped)) {
      if (!kept.has(part.name())) { // another process may have finished it meanwhile
        kept.keep(part.name(), measured(part, before, share));
      }
    }
  }

  private JsonArray measured(RecordedExperiment.Part part, double before, double share)
      throws IOException {
    bench =
        new Workbench(
            part,
            kept.folder(part.name()),
            results,
            command,
            (which, at, text) -> listener.progress(which.name(), before + share * at, text));
    try {
      if (stopped) {
        throw new ExperimentStoppedException();
      }
      long start = System.nanoTime();
      List<Map<String, Object>> found = part.work().run(bench);
      double seconds = Math.round((System.nanoTime() - start) / 1e8) / 10.0;
      Provenance provenance = Provenance.of(command);
      JsonArray rows = new JsonArray();
      for (Map<String, Object> row : found) {
        JsonObject json = new JsonObject();
        row.forEach((column, value) -> json.add(column, primitive(value)));
        json.addProperty("seed", part.seed());
        json.addProperty("seconds", seconds);
        json.addProperty("command", provenance.command());
        json.addProperty("commit", String.valueOf(provenance.commit()));
        json.addProperty("machine", provenance.machine());
        json.addProperty("date", provenance.date());
        json.addProperty(ResultTable.PART, part.name());
        rows.add(json);
      }
      return rows;
    } finally {
      bench = null;
    }
  }

  private static JsonPrimitive primitive(Object value) {
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    return value instanceof Boolean truth
        ? new JsonPrimitive(truth)
        : new JsonPrimitive(String.valueOf(value));
  }

  /** The row without its provenance. */
  private static String line(JsonObject row) {
    List<String> cells = new ArrayList<>();
    for (Map.Entry<String, JsonElement> cell : row.entrySet()) {
      if (cell.getKey().equals("seed")) {
        break; // the experiment's own columns come before
      }
      cells.add(cell.getKey() + " " + cell.getValue().getAsString());
    }
    return String.join(" · ", cells);
  }
}
