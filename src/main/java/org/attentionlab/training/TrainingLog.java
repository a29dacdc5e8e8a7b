package org.attentionlab.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.attentionlab.text.TextFiles;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/** The diary of a training, a row a step. A lesson shows it as a Tablesaw table. */
public final class TrainingLog {

  private static final String HEADER =
      "step,epoch,seconds,tokens,learning rate,loss,validation loss,exact match";

  private final List<Row> rows = new ArrayList<>();

  /**
   * One step.
   *
   * @param step its number, from 1
   * @param epoch the pass through the data, from 0
   * @param seconds the time spent so far
   * @param tokens the target tokens learned from so far
   * @param learningRate the rate of the step
   * @param loss the mean loss of a token of its batch, smoothing included
   * @param validation what was measured after the step; {@code null} if nothing was
   */
  public record Row(
      long step,
      long epoch,
      double seconds,
      long tokens,
      double learningRate,
      double loss,
      ValidationResult validation) {}

  /** An empty log. */
  public TrainingLog() {}

  void add(TrainingStep step) {
    rows.add(
        new Row(
            step.step(),
            step.epoch(),
            step.seconds(),
            step.tokens(),
            step.learningRate(),
            step.loss(),
            null));
  }

  /** Writes a measurement into the row of the last step. */
  void add(ValidationResult validation) {
    if (!rows.isEmpty()) {
      Row last = rows.remove(rows.size() - 1);
      rows.add(
          new Row(
              last.step,
              last.epoch,
              last.seconds,
              last.tokens,
              last.learningRate,
              last.loss,
              validation));
    }
  }

  /** All rows, oldest first. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** The log as a table; what was not measured is missing there. */
  public Table table() {
    LongColumn step = LongColumn.create("step");
    LongColumn epoch = LongColumn.create("epoch");
    DoubleColumn seconds = DoubleColumn.create("seconds");
    LongColumn tokens = LongColumn.create("tokens");
    DoubleColumn rate = DoubleColumn.create("learning rate");
    DoubleColumn loss = DoubleColumn.create("loss");
    DoubleColumn validationLoss = DoubleColumn.create("validation loss");
    DoubleColumn exact = DoubleColumn.create("exact match");
    for (Row row : rows) {
      step.append(row.step);
      epoch.append(row.epoch);
      seconds.append(row.seconds);
      tokens.append(row.tokens);
      rate.append(row.learningRate);
      loss.append(row.loss);
      append(validationLoss, row.validation == null ? OptionalDouble.empty() : lossOf(row));
      append(exact, row.validation == null ? OptionalDouble.empty() : row.validation.exactMatch());
    }
    return Table.create(
        "training", step, epoch, seconds, tokens, rate, loss, validationLoss, exact);
  }

  /** Writes the log as CSV with a header; the file is complete or not there. */
  public void write(Path file) throws IOException {
    AtomicFiles.write(file, out -> out.write(csv().getBytes(StandardCharsets.UTF_8)));
  }

  String csv() {
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    for (Row row : rows) {
      csv.append(row.step).append(',').append(row.epoch).append(',').append(row.seconds);
      csv.append(',').append(row.tokens).append(',').append(row.learningRate);
      csv.append(',').append(row.loss).append(',');
      if (row.validation != null) {
        csv.append(row.validation.loss());
      }
      csv.append(',');
      if (row.validation != null && row.validation.exactMatch().isPresent()) {
        csv.append(row.validation.exactMatch().getAsDouble());
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the file is missing or is no such log; the message names the line
   */
  public static TrainingLog read(Path file) throws IOException {
    TrainingLog log = new TrainingLog();
    List<String> lines = TextFiles.readLines(file);
    for (int i = 1; i < lines.size(); i++) {
      String[] f = lines.get(i).split(",", -1);
      try {
        ValidationResult validation =
            f[6].isEmpty() ? null : new ValidationResult(Double.parseDouble(f[6]), optional(f[7]));
        log.rows.add(
            new Row(
                Long.parseLong(f[0]),
                Long.parseLong(f[1]),
                Double.parseDouble(f[2]),
                Long.parseLong(f[3]),
                Double.parseDouble(f[4]),
                Double.parseDouble(f[5]),
                validation));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new IOException(
            file + ", line " + (i + 1) + ", is not a line of a training log: " + lines.get(i), e);
      }
    }
    return log;
  }

  private static OptionalDouble lossOf(Row row) {
    return OptionalDouble.of(row.validation.loss());
  }

  private static OptionalDouble optional(String field) {
    return field.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(field));
  }

  private static void append(DoubleColumn column, OptionalDouble value) {
    if (value.isPresent()) {
      column.append(value.getAsDouble());
    } else {
      column.appendMissing();
    }
  }
}
