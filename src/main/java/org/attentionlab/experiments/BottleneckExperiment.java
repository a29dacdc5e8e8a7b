package org.attentionlab.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.decoding.Translation;
import org.attentionlab.evaluation.AlignmentErrorRate;
import org.attentionlab.evaluation.ExactMatch;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.recurrent.Seq2Seq;
import org.attentionlab.training.TrainingListener;

/**
 * What one context vector costs on long sentences: the pocket grammar translated by a recurrent
 * model without attention and by one with attention. Both have the same number of parameters (the
 * model without attention is wider), the same batches and the same number of steps. Exact match is
 * measured by the length of the source, and the attention's largest weights are compared with the
 * true alignment.
 *
 * <p>The attention is the additive one. In trials with the general score the weights settled on the
 * small words beside the ones that are meant, such as "the" after the verb: their states know the
 * neighbour too.
 */
final class BottleneckExperiment implements RecordedExperiment {

  private static final String CORPUS = "grammar-en-ko";
  private static final int STEPS = 3000;
  private static final int QUICK_STEPS = 3;
  private static final int QUICK_SENTENCES = 8;

  /** The two models; the width of the first is chosen for an equal number of parameters. */
  private enum Contestant {
    WITHOUT("seq2seq", "NONE", 164),
    WITH("seq2seq-attention", "ADDITIVE", 128);

    private final String kind;
    private final String attention;
    private final int hiddenWidth;

    Contestant(String kind, String attention, int hiddenWidth) {
      this.kind = kind;
      this.attention = attention;
      this.hiddenWidth = hiddenWidth;
    }

    /** The same training for both, in the form of a configuration file. */
    String config() {
      return """
          {"size": "small",
           "sizes": {"embedding_width": 64, "hidden_width": %d, "attention": "%s",
                     "bidirectional": true, "dropout": 0},
           "training": {"batch_tokens": 1500, "peak_rate": 0.003, "validate_every": 500,
                        "validation_pairs": 100}}
          """
          .formatted(hiddenWidth, attention);
    }
  }

  @Override
  public String name() {
    return "bottleneck";
  }

  @Override
  public String question() {
    return "What does one context vector cost on long sentences, and what does looking back gain?";
  }

  @Override
  public List<Part> parts(boolean quick) {
    List<Part> parts = new ArrayList<>();
    for (Contestant contestant : Contestant.values()) {
      parts.add(new Part(contestant.kind, 1, quick ? 0.3 : 8, b -> run(contestant, quick, b)));
    }
    return parts;
  }

  private static List<Map<String, Object>> run(
      Contestant contestant, boolean quick, Workbench bench) throws IOException {
    Corpus corpus = Corpora.named(CORPUS);
    Path model = bench.folder().resolve("model");
    RecordedTraining training =
        new RecordedTraining(
            corpus, contestant.kind, contestant.config(), quick ? QUICK_STEPS : STEPS, 1);
    long steps = training.run(bench, model, new TrainingListener() {}).step();
    if (!quick) {
      bench.keepModel(model, CORPUS + "-" + contestant.kind);
    }
    try (SavedTranslator saved = SavedTranslator.load(model)) {
      return measure(contestant, steps, saved, corpus, quick);
    }
  }

  /** A row for each bucket of lengths, and one for all sentences. */
  private static List<Map<String, Object>> measure(
      Contestant contestant, long steps, SavedTranslator saved, Corpus corpus, boolean quick) {
    Map<LengthBuckets.Bucket, List<SentencePair>> sorted =
        LengthBuckets.usual().sort(corpus.pairs(Split.TEST), corpus.tokenizer());
    List<Map<String, Object>> rows = new ArrayList<>();
    int right = 0;
    int total = 0;
    AlignmentErrorRate allLinks = AlignmentErrorRate.NONE;
    for (LengthBuckets.Bucket bucket : sorted.keySet()) {
      List<SentencePair> all = sorted.get(bucket);
      List<SentencePair> pairs = quick ? all.subList(0, QUICK_SENTENCES) : all;
      ExactMatch exact = exact(saved, pairs);
      AlignmentErrorRate links =
          contestant == Contestant.WITH ? links(saved, pairs) : AlignmentErrorRate.NONE;
      rows.add(row(contestant, steps, saved, bucket.toString(), exact, links));
      right += exact.right();
      total += exact.total();
      allLinks = allLinks.plus(links);
    }
    rows.add(row(contestant, steps, saved, "all", new ExactMatch(right, total), allLinks));
    return rows;
  }

  private static ExactMatch exact(SavedTranslator saved, List<SentencePair> pairs) {
    List<String> sources = pairs.stream().map(SentencePair::source).toList();
    List<String> references = pairs.stream().map(SentencePair::target).toList();
    List<Translation> outputs = saved.translator().translate(sources);
    return ExactMatch.of(outputs.stream().map(Translation::text).toList(), references);
  }

  private static AlignmentErrorRate links(SavedTranslator saved, List<SentencePair> pairs) {
    Seq2Seq model = (Seq2Seq) saved.model();
    return new AttentionAlignment(model, saved.tokenizer(), saved.vocabulary()).errorRate(pairs);
  }

  private static Map<String, Object> row(
      Contestant contestant,
      long steps,
      SavedTranslator saved,
      String bucket,
      ExactMatch exact,
      AlignmentErrorRate links) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("model", contestant.kind);
    row.put("parameters", NamedParameters.count(saved.model()));
    row.put("hidden_width", contestant.hiddenWidth);
    row.put("steps", steps);
    row.put("words", bucket);
    row.put("sentences", exact.total());
    row.put("exact_percent", Math.round(100 * exact.percent()) / 100.0);
    // Without attention there are no weights, so the cell stays empty.
    row.put(
        "alignment_error_rate",
        links.sure() == 0 ? "" : (Object) (Math.round(1e4 * links.rate()) / 1e4));
    row.put("aligned_words", links.sure());
    return row;
  }
}
