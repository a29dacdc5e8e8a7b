package org.attentionlab.experiments;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.attentionlab.text.TextFiles;

/**
 * Runs a {@link RecordedExperiment} part by part and writes its result with provenance. Each
 * finished part is kept in the work folder at once, so that the same call goes on after an
 * interruption; when all are done they become one table.
 */
public final class Reproduction {

  private final RecordedExperiment experiment;
  private final boolean quick;
  private final Path work;
  private final Path results;
  private final String command;
  private final Listener listener;
  private Predicate<String> wanted = part -> true;
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
    this.work = work;
    this.results = results;
    this.command = command;
    this.listener = listener;
  }

  /**
   * Runs some parts only. The rows of the others stay in the table as they are, if it has them; so
   * a long table can be made in several evenings.
   *
   * @param prefixes beginnings of the parts' names
   * @throws IllegalArgumentException if no part is called so; the message lists the names
   */
  public void only(List<String> prefixes) {
    List<String> names =
        experiment.parts(quick).stream().map(RecordedExperiment.Part::name).toList();
    for (String prefix : prefixes) {
      if (names.stream().noneMatch(name -> name.startsWith(prefix))) {
        throw new IllegalArgumentException(
            "No part of %s begins with \"%s\". They are: %s"
                .formatted(experiment.name(), prefix, String.join(", ", names)));
      }
    }
    wanted = name -> prefixes.stream().anyMatch(name::startsWith);
  }

  /** Asks it to stop soon; may be called from any thread. */
  public void stop() {
    stopped = true;
    Workbench running = bench;
    if (running != null) {
      running.stop();
    }
  }

  /**
   * Runs what is not finished yet.
   *
   * @return the table's file
   * @throws ExperimentStoppedException if {@link #stop} was called; the same call goes on later
   */
  public Path run() throws IOException {
    List<RecordedExperiment.Part> all = experiment.parts(quick);
    List<RecordedExperiment.Part> parts = all.stream().filter(p -> wanted.test(p.name())).toList();
    Path table = results.resolve(experiment.name() + ".csv");
    double minutes = parts.stream().mapToDouble(RecordedExperiment.Part::minutes).sum();
    double done = 0;
    List<JsonObject> rows = new ArrayList<>();
    for (RecordedExperiment.Part part : all) {
      if (!parts.contains(part)) {
        rows.addAll(ResultTable.rows(table, part.name()));
        continue;
      }
      Path kept = work.resolve(part.name() + ".json");
      boolean before = Files.isRegularFile(kept);
      if (!before) {
        keep(kept, runPart(part, done / minutes, part.minutes() / minutes));
      }
      List<JsonObject> partRows = new ArrayList<>();
      Json.read(kept).getAsJsonArray("rows").forEach(row -> partRows.add(row.getAsJsonObject()));
      rows.addAll(partRows);
      done += part.minutes();
      listener.finished(part.name(), before, partRows.stream().map(Reproduction::line).toList());
    }
    ResultTable.write(table, rows);
    for (RecordedExperiment.Part part : parts) {
      Files.delete(work.resolve(part.name() + ".json")); // the next call begins anew
    }
    return table;
  }

  private JsonArray runPart(RecordedExperiment.Part part, double before, double share)
      throws IOException {
    bench =
        new Workbench(
            part,
            work.resolve(part.name()),
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

  private static void keep(Path file, JsonArray rows) throws IOException {
    JsonObject json = new JsonObject();
    json.add("rows", rows);
    TextFiles.writeLines(file, List.of(Json.text(json).stripTrailing()));
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
