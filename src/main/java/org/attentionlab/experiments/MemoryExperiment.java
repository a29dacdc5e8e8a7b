package org.attentionlab.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.recurrent.Seq2SeqConfig.Cell;

/**
 * How far back do RNN, LSTM and GRU remember? Each learns {@link FirstSymbolTask} at growing
 * distances, and copy and adding at one length each, in the same number of steps. An LSTM whose
 * forget bias starts as in PyTorch, around 0, shows what the start at 1 is good for.
 */
final class MemoryExperiment implements RecordedExperiment {

  private static final int STEPS = 2500;
  private static final int SAMPLES = 2000;
  private static final int SEEDS = 3;
  private static final int TELL_EVERY = 25;

  /** A cell, how its forget bias starts (only an LSTM has one), and what it learns. */
  private record Candidate(String name, Cell cell, Double forgetBias, List<MemoryTask> tasks) {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String question() {
    return "How far back do RNN, LSTM and GRU remember after the same training?";
  }

  @Override
  public List<Part> parts(boolean quick) {
    return parts(quick, quick ? 1 : SEEDS);
  }

  @Override
  public List<Part> parts(boolean quick, int seeds) {
    List<MemoryTask> all =
        quick
            ? List.of(new FirstSymbolTask(5), new FirstSymbolTask(10), new AddingTask(6))
            : Stream.concat(
                    firstSymbol(10, 20, 40, 60, 100),
                    Stream.of(new CopyTask(3, 20), new AddingTask(50)))
                .toList();
    List<MemoryTask> some = (quick ? firstSymbol(5) : firstSymbol(20, 60, 100)).toList();
    Double bias = MemoryConfig.usual().forgetBias();
    List<Candidate> candidates =
        List.of(
            new Candidate("rnn", Cell.RNN, null, all),
            new Candidate("lstm", Cell.LSTM, bias, all),
            new Candidate("gru", Cell.GRU, null, all),
            new Candidate("lstm-forget-bias-0", Cell.LSTM, null, some));
    return LongStream.rangeClosed(1, seeds)
        .boxed()
        .flatMap(seed -> candidates.stream().map(c -> part(c, seed, quick ? STEPS / 25 : STEPS)))
        .toList();
  }

  private static Stream<MemoryTask> firstSymbol(int... distances) {
    return IntStream.of(distances).mapToObj(FirstSymbolTask::new);
  }

  private static Part part(Candidate candidate, long seed, int steps) {
    double work = candidate.tasks().stream().mapToInt(MemoryTask::distance).sum();
    double minutes = (candidate.cell() == Cell.RNN ? 0.006 : 0.012) * work * steps / STEPS;
    return new Part(
        candidate.name() + "-seed-" + seed, seed, minutes, bench -> rows(candidate, steps, bench));
  }

  private static List<Map<String, Object>> rows(Candidate candidate, int steps, Workbench bench) {
    List<Map<String, Object>> rows = new ArrayList<>();
    double share = 1.0 / candidate.tasks().size();
    for (MemoryTask task : candidate.tasks()) {
      rows.add(row(candidate, task, steps, share * rows.size(), share, bench));
    }
    return rows;
  }

  private static Map<String, Object> row(
      Candidate candidate, MemoryTask task, int steps, double done, double share, Workbench bench) {
    MemoryConfig config = MemoryConfig.usual().withForgetBias(candidate.forgetBias());
    try (MemoryTraining training =
        new MemoryTraining(task, candidate.cell(), config, bench.seed())) {
      for (int step = 0; step < steps; step++) {
        double loss = training.step();
        if (step % TELL_EVERY == 0) {
          bench.progress(
              done + share * step / steps,
              "%s %d, loss %.3f".formatted(task.name(), task.distance(), loss));
        }
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("task", task.name());
      row.put("cell", candidate.cell().name());
      row.put("distance", task.distance());
      row.put("steps", steps);
      row.put("hidden_width", config.hiddenWidth());
      row.put("forget_bias", start(candidate));
      row.put("parameters", NamedParameters.count(training.model()));
      row.put("samples", SAMPLES);
      row.put("chance_percent", Math.round(100 * task.chancePercent()) / 100.0);
      row.put("accuracy_percent", Math.round(100 * training.accuracyPercent(SAMPLES)) / 100.0);
      return row;
    }
  }

  private static String start(Candidate candidate) {
    if (candidate.cell() != Cell.LSTM) {
      return "none";
    }
    return candidate.forgetBias() == null ? "around 0" : String.valueOf(candidate.forgetBias());
  }
}
