package org.attentionlab.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attentionlab.training.CoolDown;
import org.attentionlab.training.LearningRateSchedule;
import org.attentionlab.transformer.Join;

/**
 * Do upper layers lose the position without residual connections? Small encoders with and without
 * them are probed layer by layer, before and after training, on a task that needs the position and
 * on one that does not.
 */
final class PositionProbeExperiment implements RecordedExperiment {

  private static final int STEPS = 1200;
  private static final int SEEDS = 2;
  private static final int SAMPLES = 512;
  private static final double RATE = 1e-3;
  private static final double COOL_DOWN = 0.7;

  @Override
  public String name() {
    return "position-probe";
  }

  @Override
  public String question() {
    return "Do upper layers lose the position without residual connections?";
  }

  @Override
  public List<Part> parts(boolean quick) {
    return parts(quick, quick ? 1 : SEEDS);
  }

  @Override
  public List<Part> parts(boolean quick, int seeds) {
    List<Part> parts = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      for (TaggingTask.Kind kind : TaggingTask.Kind.values()) {
        for (Join join : List.of(Join.POST_LN, Join.PRE_LN, Join.NO_RESIDUAL)) {
          for (int layers : quick ? new int[] {2} : new int[] {2, 6}) {
            parts.add(part(kind, join, layers, seed, quick));
          }
        }
      }
    }
    return parts;
  }

  private static Part part(TaggingTask.Kind kind, Join join, int layers, long seed, boolean quick) {
    String name =
        "%s-%s-%d-seed-%d"
            .formatted(kind, join, layers, seed)
            .toLowerCase(Locale.ROOT)
            .replace('_', '-');
    double minutes = quick ? 0.05 : 0.12 * layers;
    return new Part(name, seed, minutes, bench -> run(kind, join, layers, quick, bench));
  }

  private static List<Map<String, Object>> run(
      TaggingTask.Kind kind, Join join, int layers, boolean quick, Workbench bench) {
    Processor.useThreads(1);
    int steps = quick ? 5 : STEPS;
    TaggingTask task = new TaggingTask(kind, 8, 4, 12);
    List<Map<String, Object>> rows = new ArrayList<>();
    try (DeepTraining training =
        new DeepTraining(task, DeepTraining.sizes(layers), join, bench.seed())) {
      addRows(rows, training, task, 0, quick);
      training.train(
          new CoolDown(LearningRateSchedule.constant(RATE), COOL_DOWN),
          steps,
          (share, loss) -> bench.progress(0.9 * share, "loss %.3f".formatted(loss)));
      addRows(rows, training, task, steps, quick);
    }
    return rows;
  }

  private static void addRows(
      List<Map<String, Object>> rows,
      DeepTraining training,
      TaggingTask task,
      int steps,
      boolean quick) {
    PositionProbe probe = PositionProbe.of(training.model(), task, 1);
    double accuracy = training.accuracyPercent(quick ? 16 : SAMPLES);
    for (int layer = 0; layer < probe.alike().length; layer++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("task", task.kind().name().toLowerCase(Locale.ROOT));
      row.put("join", training.model().join().words());
      row.put("layers", training.model().config().layers());
      row.put("steps", steps);
      row.put("task_percent", Rounding.decimals(accuracy, 4));
      row.put("above_layer", layer);
      row.put("alike", Rounding.decimals(probe.alike()[layer], 4));
      row.put("position_percent", Rounding.decimals(probe.positionPercent()[layer], 4));
      row.put("chance_percent", Rounding.decimals(probe.chancePercent(), 4));
      rows.add(row);
    }
  }
}
