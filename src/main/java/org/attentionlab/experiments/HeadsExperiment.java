package org.attentionlab.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.decoding.Translation;
import org.attentionlab.evaluation.CoreferenceScore;
import org.attentionlab.evaluation.ExactMatch;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingState;
import org.attentionlab.training.TrainingStep;
import org.attentionlab.transformer.AttentionUse;
import org.attentionlab.transformer.Transformer;

/**
 * One head against many at equal cost (rows A of the paper's Table 3, at the scale of minutes): a
 * Transformer of 2 + 2 layers translates the pocket grammar with h = 1, 2, 4 or 8 heads that share
 * the width, d_k = d_v = d_model / h, so that all have the same number of parameters and of
 * multiplications. Corpus, batches and number of steps are the same as well; there are so few steps
 * that no model is perfect yet, since perfect models cannot be told apart. A model of 1 + 1 layers
 * shows what the second layer adds, for "it" above all.
 *
 * <p>The heads that look at what "it" stands for are chosen on the validation sentences, their
 * share is measured on the test sentences.
 */
final class HeadsExperiment implements RecordedExperiment {

  private static final String CORPUS = "grammar-en-ko";
  private static final int STEPS = 1500;
  private static final int QUICK_STEPS = 3;
  private static final int QUICK_SENTENCES = 40;
  private static final int SEEDS = 3;
  private static final double MINUTES = 1.4;

  /** What differs between two models. */
  private record Contestant(int layers, int heads) {

    String name() {
      return "layers-%d-heads-%d".formatted(layers, heads);
    }

    /** The same training for all, in the form of a configuration file. */
    String config(boolean quick) {
      return """
          {"size": "mini",
           "sizes": {"layers": %d, "model_width": 64, "inner_width": 128, "heads": %d,
                     "dropout": 0.1},
           "training": {"batch_tokens": 2000, "warmup": 300, "peak_rate": 0.003,
                        "cool_down_from": 0.5, "validate_every": 500, "validation_pairs": %d}}
          """
          .formatted(layers, heads, quick ? QUICK_SENTENCES : 300);
    }
  }

  @Override
  public String name() {
    return "heads";
  }

  @Override
  public String question() {
    return "Are many narrow heads better than one wide head at equal cost?";
  }

  @Override
  public List<Part> parts(boolean quick) {
    return parts(quick, quick ? 1 : SEEDS);
  }

  @Override
  public List<Part> parts(boolean quick, int seeds) {
    List<Contestant> contestants =
        quick
            ? List.of(new Contestant(2, 1), new Contestant(1, 4))
            : List.of(
                new Contestant(2, 1),
                new Contestant(2, 2),
                new Contestant(2, 4),
                new Contestant(2, 8),
                new Contestant(1, 4));
    List<Part> parts = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      for (Contestant contestant : contestants) {
        double minutes = quick ? 0.2 : MINUTES * contestant.layers() / 2;
        parts.add(
            new Part(
                contestant.name() + "-seed-" + seed,
                seed,
                minutes,
                bench -> List.of(row(contestant, quick, bench))));
      }
    }
    return parts;
  }

  private static Map<String, Object> row(Contestant contestant, boolean quick, Workbench bench)
      throws IOException {
    Corpus corpus = Corpora.named(CORPUS);
    Path folder = bench.folder().resolve("model");
    List<Double> moments = new ArrayList<>();
    RecordedTraining training =
        new RecordedTraining(
            corpus, "transformer", contestant.config(quick), quick ? QUICK_STEPS : STEPS, 1);
    TrainingState state =
        training.run(
            bench,
            folder,
            new TrainingListener() {
              @Override
              public void step(TrainingStep step) {
                moments.add(step.seconds());
              }
            });
    try (SavedTranslator saved = SavedTranslator.load(folder)) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("layers", contestant.layers());
      row.put("heads", contestant.heads());
      row.put("head_width", ((Transformer) saved.model()).config().keyWidth());
      row.put("parameters", NamedParameters.count(saved.model()));
      row.put("steps", state.step());
      row.put("seconds_per_step", medianStep(moments));
      row.put("validation_loss", Rounding.decimals(state.best().loss(), 4));
      measure(saved, corpus, quick, row);
      return row;
    }
  }

  /** The median, so that the pauses for validation do not count; empty if it cannot be known. */
  private static Object medianStep(List<Double> moments) {
    if (moments.size() < 2) {
      return ""; // resumed after the last step
    }
    double[] steps =
        IntStream.range(1, moments.size())
            .mapToDouble(i -> moments.get(i) - moments.get(i - 1))
            .sorted()
            .toArray();
    return Rounding.decimals(steps[steps.length / 2], 4);
  }

  /** Everything that is measured on sentences of the test. */
  private static void measure(
      SavedTranslator saved, Corpus corpus, boolean quick, Map<String, Object> row) {
    List<SentencePair> test = some(corpus.pairs(Split.TEST), quick);
    List<Translation> outputs =
        saved.translator().translate(test.stream().map(SentencePair::source).toList());
    ExactMatch exact =
        ExactMatch.of(
            outputs.stream().map(Translation::text).toList(),
            test.stream().map(SentencePair::target).toList());
    CoreferenceScore it = CoreferenceScore.of(outputs, test, saved.tokenizer());
    row.put("sentences", exact.total());
    row.put("exact_percent", Rounding.decimals(exact.percent(), 2));
    row.put("sentences_with_it", it.total());
    row.put("it_percent", Rounding.decimals(it.percent(), 2));
    AntecedentHeads chosen = heads(saved, some(corpus.pairs(Split.VALIDATION), quick));
    AntecedentHeads scored = heads(saved, test);
    row.put("encoder_head_percent", percent(chosen, scored, AttentionUse.ENCODER_SELF));
    row.put("cross_head_percent", percent(chosen, scored, AttentionUse.CROSS));
  }

  private static List<SentencePair> some(List<SentencePair> pairs, boolean quick) {
    return quick ? pairs.subList(0, QUICK_SENTENCES) : pairs;
  }

  private static AntecedentHeads heads(SavedTranslator saved, List<SentencePair> pairs) {
    return AntecedentHeads.of(
        (Transformer) saved.model(), saved.tokenizer(), saved.vocabulary(), pairs);
  }

  private static double percent(AntecedentHeads chosen, AntecedentHeads scored, AttentionUse use) {
    return Rounding.decimals(100 * scored.scoreOf(chosen.best(use)).share(), 2);
  }
}
