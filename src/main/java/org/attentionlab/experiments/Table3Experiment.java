package org.attentionlab.experiments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.DatasetStore;
import org.attentionlab.data.DownloadedCorpora;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.decoding.BeamSearch;
import org.attentionlab.decoding.Translation;
import org.attentionlab.evaluation.Bleu;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.text.WordTokenizer;
import org.attentionlab.training.GradientMode;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingState;

/**
 * Table 3 of the paper at the scale of two cores: base and its variations, English to German, each
 * with several seeds. {@link Table3Row} says how the sizes shrink.
 *
 * <p>The data are the first 10,000 training pairs of Multi30k in 4,000 joint byte pairs. With all
 * 29,000 pairs, the minutes that a row may take are less than ten epochs, too few for dropout and
 * label smoothing to matter. All rows are trained by one recipe: batches of 3,000 positions, the
 * paper's schedule with d_model^-0.5 in it (peak 0.003 at d_model 64), cooled down to zero over the
 * second half, and the mean of the last five measured weights. One thread, so that a row does not
 * depend on how many are made side by side.
 *
 * <p>Perplexity (cross-entropy without smoothing, for a byte pair) and BLEU (beam 4) are those of
 * the development set, as in the paper.
 */
final class Table3Experiment implements RecordedExperiment {

  private static final int PAIRS = 10_000;
  private static final int STEPS = 3000;
  private static final int SEEDS = 3;
  private static final int BIG_SEEDS = 1; // it costs as much as eight others
  private static final int BATCH_TOKENS = 3000;
  private static final double PEAK_RATE = 0.003;
  private static final int PEAK_WIDTH = 64;
  private static final int BEAM = 4;
  private static final double BASE_MINUTES =
      8; // measured, translation of the development set included

  private static final List<String> QUICK = List.of("base", "A-h-1", "D-smoothing-0", "E-learned");
  private static final int QUICK_STEPS = 7; // not a multiple of the steps between measurements
  private static final int QUICK_PAIRS = 500;
  private static final int QUICK_SENTENCES = 8;

  @Override
  public String name() {
    return "table3";
  }

  @Override
  public String question() {
    return "Which parts of the Transformer matter? The paper's Table 3, scaled to two cores.";
  }

  @Override
  public List<Part> parts(boolean quick) {
    return quick ? parts(true, 1, 1) : parts(false, SEEDS, BIG_SEEDS);
  }

  @Override
  public List<Part> parts(boolean quick, int seeds) {
    return parts(quick, seeds, seeds);
  }

  /** All rows with the first seed, then all with the second. */
  private List<Part> parts(boolean quick, int seeds, int bigSeeds) {
    List<Part> parts = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      for (Table3Row row : rows()) {
        if (quick ? QUICK.contains(row.name()) : seed <= bigSeeds || !row.name().equals("big")) {
          parts.add(
              new Part(
                  row.name() + "-seed-" + seed,
                  seed,
                  quick ? 0.1 : minutes(row),
                  bench -> List.of(run(row, quick, bench))));
        }
      }
    }
    return parts;
  }

  private static List<Table3Row> rows() {
    try {
      return Table3Row.all();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A guess, fitted to 40 steps each of base, of 32 heads (1.95 times as long), of one layer (0.41)
   * and of big (2.6 for a step).
   */
  private static double minutes(Table3Row row) {
    double width = row.modelWidth() / 64.0;
    double products = 0.565 * width * (0.5 + 0.5 * row.innerWidth() / 256.0);
    double heads = 0.32 * row.paper().heads() / 8.0;
    double step = 0.115 * width + (products + heads) * row.layers() / 3.0;
    return BASE_MINUTES * step * row.steps(STEPS) / STEPS;
  }

  private static String config(Table3Row row, boolean quick) {
    return String.format(
        Locale.ROOT,
        """
        {"size": "mini", "sizes": %s,
         "training": {"batch_tokens": %d, "warmup": 400, "peak_rate": %s, "cool_down_from": 0.5,
          "smoothing": %s, "clip": 0, "validate_every": %d, "validation_pairs": %d, "min_count": 1,
          "longest": 256, "merges": %d, "average": %d}}
        """,
        row.sizes(),
        quick ? 600 : BATCH_TOKENS,
        PEAK_RATE * Math.sqrt((double) PEAK_WIDTH / row.modelWidth()),
        row.paper().smoothing(),
        quick ? 2 : row.steps(STEPS) / 20,
        quick ? 4 : 50,
        quick ? 200 : 4000,
        quick ? 2 : 5);
  }

  private static Corpus corpus(boolean quick) throws IOException {
    return quick // needs no download
        ? new ShortenedCorpus(Corpora.named("grammar-en-de"), QUICK_PAIRS)
        : new ShortenedCorpus(
            DownloadedCorpora.load("multi30k-en-de", DatasetStore.usual(), new WordTokenizer()),
            PAIRS);
  }

  private static Map<String, Object> run(Table3Row row, boolean quick, Workbench bench)
      throws IOException {
    Corpus corpus = corpus(quick);
    Path folder = bench.folder().resolve("model");
    int steps = quick ? QUICK_STEPS : row.steps(STEPS);
    TrainingState state =
        new RecordedTraining(corpus, "transformer", config(row, quick), steps, 1)
            .run(bench, folder, new TrainingListener() {});
    try (SavedTranslator saved = SavedTranslator.load(folder)) {
      List<SentencePair> all = corpus.pairs(Split.VALIDATION);
      List<SentencePair> dev = quick ? all.subList(0, QUICK_SENTENCES) : all;
      PaperTable3.Row paper = row.paper();
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("row", paper.group());
      result.put("variant", row.name());
      result.put("corpus", corpus.name());
      result.put("training_pairs", corpus.size(Split.TRAIN));
      result.put("layers", row.layers());
      result.put("model_width", row.modelWidth());
      result.put("inner_width", row.innerWidth());
      result.put("heads", paper.heads());
      result.put("key_width", row.keyWidth());
      result.put("value_width", row.valueWidth());
      result.put("dropout", paper.dropout());
      result.put("smoothing", paper.smoothing());
      result.put("positions", row.positions().name().toLowerCase(Locale.ROOT));
      result.put("parameters", NamedParameters.count(saved.model()));
      result.put("steps", state.step());
      result.put("target_tokens", state.tokens());
      result.put("epochs", state.epoch());
      result.put("training_seconds", Math.round(state.seconds()));
      result.put("perplexity", Rounding.decimals(perplexity(saved, dev), 4));
      result.put("bleu", Rounding.decimals(bleu(saved, dev), 2));
      result.put("beam", BEAM);
      result.put("dev_sentences", dev.size());
      result.put("signature", Bleu.standard().signature(1));
      result.put("paper_perplexity", paper.perplexity());
      result.put("paper_bleu", paper.bleu());
      result.put("paper_parameters_millions", paper.millions());
      return result;
    }
  }

  private static double perplexity(SavedTranslator saved, List<SentencePair> dev) {
    List<EncodedPair> pairs = EncodedPair.all(dev, saved.tokenizer(), saved.vocabulary());
    try (GradientMode off = GradientMode.off()) {
      return Math.exp(ReferenceLoss.of(saved.model(), ReferenceLoss.batches(pairs, BATCH_TOKENS)));
    }
  }

  private static double bleu(SavedTranslator saved, List<SentencePair> dev) {
    BeamSearch search = BeamSearch.builder().setModel(saved.model()).optWidth(BEAM).build();
    List<String> said =
        saved.translator(search).translate(dev.stream().map(SentencePair::source).toList()).stream()
            .map(Translation::text)
            .toList();
    return Bleu.standard().corpus(said, List.of(dev.stream().map(SentencePair::target).toList()));
  }
}
