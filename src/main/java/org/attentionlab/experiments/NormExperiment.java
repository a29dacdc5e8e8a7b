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
 * Layer norm against batch norm on padded batches: two encoders that differ in nothing else learn
 * to read sequences backwards. Then the same test sequences are scored in several ways that should
 * not matter: with running averages or with the statistics of the batch, in large and small
 * batches, and with more padding than needed.
 */
final class NormExperiment implements RecordedExperiment {

  private static final TaggingTask TASK = new TaggingTask(TaggingTask.Kind.REVERSE, 8, 4, 12);
  private static final int LAYERS = 2;
  private static final int STEPS = 1500;
  private static final int SEEDS = 3;
  private static final int SAMPLES = 512;
  private static final int MORE_PADDING = 12;
  private static final double RATE = 1e-3;
  private static final double COOL_DOWN = 0.7;

  /** A way to score. */
  private record Way(String name, int batch, int morePadding, boolean batchStatistics) {}

  /** Inference first: the statistics of a batch are remembered and would change it. */
  private static final List<Way> WAYS =
      List.of(
          new Way("inference", DeepTraining.BATCH, 0, false),
          new Way("inference, one by one", 1, 0, false),
          new Way("inference, more padding", DeepTraining.BATCH, MORE_PADDING, false),
          new Way("statistics of the batch", DeepTraining.BATCH, 0, true),
          new Way("statistics of the batch, two by two", 2, 0, true),
          new Way("statistics of the batch, one by one", 1, 0, true),
          new Way("statistics of the batch, more padding", DeepTraining.BATCH, MORE_PADDING, true));

  @Override
  public String name() {
    return "norms";
  }

  @Override
  public String question() {
    return "Does a sentence's output depend on its neighbours, with layer norm and with batch norm?";
  }

  @Override
  public List<Part> parts(boolean quick) {
    return parts(quick, quick ? 1 : SEEDS);
  }

  @Override
  public List<Part> parts(boolean quick, int seeds) {
    List<Part> parts = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      for (Join join : List.of(Join.POST_LN, Join.BATCH_NORM)) {
        String name = join.words().replace(' ', '-').toLowerCase(Locale.ROOT) + "-seed-" + seed;
        parts.add(new Part(name, seed, quick ? 0.1 : 0.6, bench -> run(join, quick, bench)));
      }
    }
    return parts;
  }

  private static List<Map<String, Object>> run(Join join, boolean quick, Workbench bench) {
    Processor.useThreads(1);
    int steps = quick ? 10 : STEPS;
    int samples = quick ? 8 : SAMPLES;
    List<Map<String, Object>> rows = new ArrayList<>();
    try (DeepTraining training =
        new DeepTraining(TASK, DeepTraining.sizes(LAYERS), join, bench.seed())) {
      double loss =
          training.train(
              new CoolDown(LearningRateSchedule.constant(RATE), COOL_DOWN),
              steps,
              (share, now) -> bench.progress(0.9 * share, "loss %.3f".formatted(now)));
      for (Way way : WAYS) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("norm", join == Join.POST_LN ? "layer norm" : "batch norm");
        row.put("layers", LAYERS);
        row.put("steps", steps);
        row.put("last_loss", Rounding.decimals(loss, 4));
        row.put("scored", way.name());
        row.put("batch", way.batch());
        row.put("more_padding", way.morePadding());
        row.put("samples", samples);
        row.put("chance_percent", TASK.chancePercent());
        row.put(
            "accuracy_percent",
            Rounding.decimals(
                training.accuracyPercent(
                    samples, way.batch(), way.morePadding(), way.batchStatistics()),
                4));
        rows.add(row);
      }
    }
    return rows;
  }
}
