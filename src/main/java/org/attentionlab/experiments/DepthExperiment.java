package org.attentionlab.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionlab.training.LearningRateSchedule;
import org.attentionlab.transformer.Join;

/**
 * Post-LN against pre-LN at growing depth, with and without warm-up: how long is the gradient of
 * the lowest and of the highest layer before the first step, and what has been learned after some
 * hundred steps at a constant rate? The task is to read sequences backwards.
 */
final class DepthExperiment implements RecordedExperiment {

  private static final TaggingTask TASK = new TaggingTask(TaggingTask.Kind.REVERSE, 8, 4, 12);
  private static final int STEPS = 800;
  private static final int SEEDS = 3;
  private static final int SAMPLES = 512;
  private static final double RATE = 1e-3;

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public String question() {
    return "How deep a stack can one train, with post-LN and pre-LN, with and without warm-up?";
  }

  @Override
  public List<Part> parts(boolean quick) {
    List<Part> parts = new ArrayList<>();
    for (long seed = 1; seed <= (quick ? 1 : SEEDS); seed++) {
      for (int layers : quick ? new int[] {2, 3} : new int[] {2, 6, 12}) {
        for (Join join : List.of(Join.POST_LN, Join.PRE_LN)) {
          for (int warmUp : new int[] {0, 300}) {
            parts.add(part(join, layers, warmUp, seed, quick));
          }
        }
      }
    }
    return parts;
  }

  private static Part part(Join join, int layers, int warmUp, long seed, boolean quick) {
    String name = "%s-%d-warm-up-%d-seed-%d".formatted(join, layers, warmUp, seed);
    return new Part(
        name.toLowerCase().replace('_', '-'),
        seed,
        quick ? 0.02 : 0.1 * layers,
        bench ->
            List.of(run(join, layers, warmUp, quick ? 5 : STEPS, quick ? 16 : SAMPLES, bench)));
  }

  private static Map<String, Object> run(
      Join join, int layers, int warmUp, int steps, int samples, Workbench bench) {
    Processor.useThreads(1);
    LearningRateSchedule schedule =
        (step, spent) -> RATE * (step < warmUp ? (double) step / warmUp : 1);
    try (DeepTraining training =
        new DeepTraining(TASK, DeepTraining.sizes(layers), join, bench.seed())) {
      double[] gradients = training.gradientByLayer();
      double loss =
          training.train(
              schedule, steps, (share, l) -> bench.progress(0.9 * share, "loss %.3f".formatted(l)));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("join", join.words());
      row.put("layers", layers);
      row.put("rate", RATE);
      row.put("warm_up_steps", warmUp);
      row.put("steps", steps);
      row.put("gradient_lowest", rounded(gradients[0]));
      row.put("gradient_highest", rounded(gradients[layers - 1]));
      row.put("last_loss", rounded(loss));
      row.put("samples", samples);
      row.put("chance_percent", TASK.chancePercent());
      row.put("accuracy_percent", rounded(training.accuracyPercent(samples)));
      return row;
    }
  }

  private static double rounded(double x) {
    return Double.parseDouble("%.4g".formatted(x));
  }
}
