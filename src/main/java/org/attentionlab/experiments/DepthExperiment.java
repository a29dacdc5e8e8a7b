package org.attentionlab.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attentionlab.training.LearningRateSchedule;
import org.attentionlab.transformer.Join;

/**
 * Post-LN against pre-LN at growing depth: how long is the gradient of the lowest and of the
 * highest layer before the first step, and what has been learned after some hundred steps? There
 * are two settings: one that asks what depth alone costs, and one whose rate is so high that it
 * matters whether the rate starts there.
 */
final class DepthExperiment implements RecordedExperiment {

  private static final int SEEDS = 3;
  private static final int SAMPLES = 512;

  private final Setting setting;

  /**
   * What one of the two experiments does.
   *
   * @param rate of Adam, constant after the warm-up
   * @param warmUps over how many steps the rate grows linearly; 0 for a start at the full rate
   */
  private record Setting(
      String name,
      String question,
      TaggingTask.Kind kind,
      double rate,
      int steps,
      List<Integer> warmUps) {

    TaggingTask task() {
      return new TaggingTask(kind, 8, 4, 12);
    }
  }

  private DepthExperiment(Setting setting) {
    this.setting = setting;
  }

  /** Sequences are read backwards; no warm-up. */
  static DepthExperiment depth() {
    return new DepthExperiment(
        new Setting(
            "depth",
            "Which deep stack learns sooner, with post-LN or with pre-LN?",
            TaggingTask.Kind.REVERSE,
            1e-3,
            800,
            List.of(0)));
  }

  /** Sequences are copied, which is easy, at a rate that is too high for a cold start. */
  static DepthExperiment warmUp() {
    return new DepthExperiment(
        new Setting(
            "warm-up",
            "Which deep stack needs a warm-up of the learning rate?",
            TaggingTask.Kind.COPY,
            3e-3,
            300,
            List.of(0, 200)));
  }

  @Override
  public String name() {
    return setting.name();
  }

  @Override
  public String question() {
    return setting.question();
  }

  @Override
  public List<Part> parts(boolean quick) {
    return parts(quick, quick ? 1 : SEEDS);
  }

  @Override
  public List<Part> parts(boolean quick, int seeds) {
    List<Part> parts = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      for (int layers : quick ? new int[] {2, 3} : new int[] {2, 6, 12}) {
        for (Join join : List.of(Join.POST_LN, Join.PRE_LN)) {
          for (int warmUp : setting.warmUps()) {
            parts.add(part(join, layers, warmUp, seed, quick));
          }
        }
      }
    }
    return parts;
  }

  private Part part(Join join, int layers, int warmUp, long seed, boolean quick) {
    String name = "%s-%d-warm-up-%d-seed-%d".formatted(join, layers, warmUp, seed);
    return new Part(
        name.toLowerCase(Locale.ROOT).replace('_', '-'),
        seed,
        quick ? 0.02 : 1.2e-4 * layers * setting.steps(),
        bench ->
            List.of(
                run(
                    join,
                    layers,
                    warmUp,
                    quick ? 5 : setting.steps(),
                    quick ? 16 : SAMPLES,
                    bench)));
  }

  private Map<String, Object> run(
      Join join, int layers, int warmUp, int steps, int samples, Workbench bench) {
    Processor.useThreads(1);
    LearningRateSchedule schedule =
        (step, spent) -> setting.rate() * (step < warmUp ? (double) step / warmUp : 1);
    try (DeepTraining training =
        new DeepTraining(setting.task(), DeepTraining.sizes(layers), join, bench.seed())) {
      double[] gradients = training.gradientByLayer();
      double loss =
          training.train(
              schedule, steps, (share, l) -> bench.progress(0.9 * share, "loss %.3f".formatted(l)));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("task", setting.kind().name().toLowerCase(Locale.ROOT));
      row.put("join", join.words());
      row.put("layers", layers);
      row.put("rate", setting.rate());
      row.put("warm_up_steps", warmUp);
      row.put("steps", steps);
      row.put("gradient_lowest", Rounding.fourDigits(gradients[0]));
      row.put("gradient_highest", Rounding.fourDigits(gradients[layers - 1]));
      row.put("last_loss", Rounding.fourDigits(loss));
      row.put("samples", samples);
      row.put("chance_percent", setting.task().chancePercent());
      row.put("accuracy_percent", Rounding.fourDigits(training.accuracyPercent(samples)));
      return row;
    }
  }
}
