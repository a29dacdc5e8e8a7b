package org.attentionlab.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.DatasetStore;
import org.attentionlab.data.DownloadedCorpora;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Sha256;
import org.attentionlab.data.Split;
import org.attentionlab.decoding.BeamSearch;
import org.attentionlab.decoding.Translation;
import org.attentionlab.evaluation.Bleu;
import org.attentionlab.evaluation.BootstrapInterval;
import org.attentionlab.evaluation.ChrF;
import org.attentionlab.nn.MatrixProductTrial;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.text.WordTokenizer;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingState;

/**
 * Table 2 of the paper at the scale of a laptop: captions of pictures (Multi30k) from English to
 * German and to French, by a recurrent model, the same with attention, and two Transformers. One
 * vocabulary of byte pairs for each pair of languages, one search, one metric. What a model said on
 * the test of 2016 is kept beside the table.
 *
 * <p>The cost of training is estimated as the paper does it (section 6.1): time × processors × what
 * one of them does in a second, here cores and the measured speed of matrix products.
 */
final class Table2Experiment implements RecordedExperiment {

  private static final int BEAM = 5;
  private static final int QUICK_STEPS = 3;
  private static final int QUICK_SENTENCES = 8;

  /** A model and how it is trained. */
  private enum Contestant {
    SEQ2SEQ("seq2seq", "\"size\": \"small\"", 0.001, 2000, 40),
    ATTENTION("seq2seq-attention", "\"size\": \"small\"", 0.001, 2000, 50),
    TINY("transformer", "\"size\": \"tiny\"", 0.003, 7000, 80),
    SMALL("transformer", "\"size\": \"small\", \"sizes\": {\"dropout\": 0.3}", 0.0015, 3000, 90);

    private final String model;
    private final String size;
    private final double peakRate;
    private final int steps;
    private final double minutes;

    Contestant(String model, String size, double peakRate, int steps, double minutes) {
      this.model = model;
      this.size = size;
      this.peakRate = peakRate;
      this.steps = steps;
      this.minutes = minutes;
    }

    String label() {
      return switch (this) {
        case SEQ2SEQ, ATTENTION -> model;
        case TINY -> "transformer-tiny";
        case SMALL -> "transformer-small";
      };
    }

    String config(boolean quick) {
      return quick
          ? """
            {"size": "mini", "training": {"merges": 200, "average": 2, "validate_every": 1,
             "validation_pairs": 4, "batch_tokens": 600}}
            """
          : """
            {%s, "training": {"batch_tokens": 8000, "warmup": 1000, "peak_rate": %s, "clip": %d,
             "cool_down_from": 0.5, "validate_every": 250, "average": 5}}
            """
              .formatted(size, peakRate, model.equals("transformer") ? 0 : 1);
    }
  }

  @Override
  public String name() {
    return "table2";
  }

  @Override
  public String question() {
    return "Does attention beat no attention, and the Transformer both, on the captions of Multi30k?";
  }

  @Override
  public List<Part> parts(boolean quick) {
    List<Part> parts = new ArrayList<>();
    for (String target : quick ? List.of("de") : List.of("de", "fr")) {
      for (Contestant contestant : Contestant.values()) {
        String name = "en-" + target + "-" + contestant.label();
        parts.add(
            new Part(
                name,
                1,
                quick ? 0.2 : contestant.minutes,
                bench -> List.of(run(contestant, target, name, quick, bench))));
      }
    }
    return parts;
  }

  private static Map<String, Object> run(
      Contestant contestant, String target, String name, boolean quick, Workbench bench)
      throws IOException {
    Corpus corpus =
        quick // needs no download
            ? Corpora.named("grammar-en-" + target)
            : DownloadedCorpora.load(
                "multi30k-en-" + target, DatasetStore.usual(), new WordTokenizer());
    Path folder = bench.folder().resolve("model");
    RecordedTraining training =
        new RecordedTraining(
            corpus,
            contestant.model,
            contestant.config(quick),
            quick ? QUICK_STEPS : contestant.steps,
            null);
    TrainingState state = training.run(bench, folder, new TrainingListener() {});
    try (SavedTranslator saved = SavedTranslator.load(folder)) {
      List<SentencePair> test = corpus.pairs(Split.TEST);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("corpus", corpus.name());
      row.put("model", contestant.label());
      row.put("parameters", NamedParameters.count(saved.model()));
      row.put("steps", state.step());
      row.put("training_seconds", Math.round(state.seconds()));
      row.put("training_flops", flops(state.seconds()));
      score(saved, quick ? test.subList(0, QUICK_SENTENCES) : test, name, row, bench);
      return row;
    }
  }

  /** Seconds × cores × additions and multiplications of one core in a second. */
  private static String flops(double seconds) {
    MatrixProductTrial.Speeds speeds = MatrixProductTrial.speeds();
    double fastest = 1e9 * Math.max(speeds.mkl(), speeds.oneDnn());
    return "%.2e".formatted(seconds * Processor.usualThreads() * fastest);
  }

  private static void score(
      SavedTranslator saved,
      List<SentencePair> test,
      String name,
      Map<String, Object> row,
      Workbench bench)
      throws IOException {
    BeamSearch search = BeamSearch.builder().setModel(saved.model()).optWidth(BEAM).build();
    List<String> said =
        saved
            .translator(search)
            .translate(test.stream().map(SentencePair::source).toList())
            .stream()
            .map(Translation::text)
            .toList();
    List<String> right = test.stream().map(SentencePair::target).toList();
    bench.keepText(said, "table2-" + name + ".txt");
    Bleu standard = Bleu.standard();
    Bleu lower =
        new Bleu(standard.tokenizer(), true, standard.smoothing(), standard.effectiveOrder());
    BootstrapInterval bleu = BootstrapInterval.of(standard, said, List.of(right));
    row.put("test_sentences", test.size());
    row.put("beam", BEAM);
    row.put("bleu", Rounding.decimals(bleu.score(), 2));
    row.put("bleu_low", Rounding.decimals(bleu.low(), 2));
    row.put("bleu_high", Rounding.decimals(bleu.high(), 2));
    row.put("bleu_lowercase", Rounding.decimals(lower.corpus(said, List.of(right)), 2));
    row.put("chrf", Rounding.decimals(ChrF.standard().corpus(said, List.of(right)), 2));
    row.put("signature", standard.signature(1));
    row.put("signature_lowercase", lower.signature(1));
    // The references themselves are not ours to hand on.
    row.put("references_sha256", Sha256.ofLines(right));
  }
}
