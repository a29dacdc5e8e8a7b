package org.attentionlab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.decoding.Translation;
import org.attentionlab.decoding.Translator;
import org.attentionlab.evaluation.ExactMatch;
import org.attentionlab.experiments.Processor;
import org.attentionlab.experiments.SavedTranslator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./course evaluate}: how many sentences a trained model gets right. */
@Command(
    name = "evaluate",
    description =
        "Translates a part of a corpus with a trained model and measures the result: exact match, BLEU and chrF. The last line is: METRIC VALUE.",
    footer = {"", "Example:", "  ./course evaluate runs/dates --corpus dates-en-ko --split test"})
final class EvaluateCommand implements Callable<Integer> {

  private static final int AT_ONCE = 256;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of a trained model.")
  private Path folder;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "CORPUS",
      description = "The name of a corpus, or a file of pairs as for train.")
  private String corpus;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "test",
      description = "train, validation, test, or all of a file (default: ${DEFAULT-VALUE}).")
  private String split;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      defaultValue = "exact",
      description = {
        "Which one the last line says (default: ${DEFAULT-VALUE}). exact: the percentage translated",
        "exactly right; bleu and chrf: as sacrebleu computes them."
      })
  private String metric;

  @Option(
      names = "--wrong",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many wrong translations to show (default: ${DEFAULT-VALUE}).")
  private int wrongShown;

  @Mixin private SearchOptions search;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of one operation (default: one for each core, at most 8).")
  private Integer threads;

  @Option(
      names = "--device",
      paramLabel = "cpu|gpu",
      defaultValue = "cpu",
      description = "Where to compute (default: ${DEFAULT-VALUE}).")
  private String device;

  @Override
  public Integer call() throws IOException {
    TranslationScores.Metric last = metric();
    Processor.useThreads(threads == null ? Processor.usualThreads() : threads);
    PrintWriter out = spec.commandLine().getOut();
    try (SavedTranslator saved = SavedTranslator.load(folder, Processor.named(device))) {
      List<SentencePair> pairs = pairs(saved);
      List<String> references = pairs.stream().map(SentencePair::target).toList();
      List<String> outputs = translate(search.translator(saved), pairs);
      showWrong(pairs, outputs, out);
      new TranslationScores(outputs, references).print(corpus + " (" + split + ")", last, out);
      out.flush();
    }
    return 0;
  }

  private TranslationScores.Metric metric() {
    for (TranslationScores.Metric known : TranslationScores.Metric.values()) {
      if (known.name().equalsIgnoreCase(metric)) {
        return known;
      }
    }
    throw new CourseException("There is no metric \"" + metric + "\". Choose: exact, bleu or chrf");
  }

  private List<SentencePair> pairs(SavedTranslator saved) throws IOException {
    Corpus data = CorpusArgument.read(corpus, saved.tokenizer());
    List<SentencePair> pairs = new ArrayList<>();
    if (split.equals("all")) {
      for (Split each : Split.values()) {
        pairs.addAll(data.pairs(each));
      }
    } else {
      pairs.addAll(data.pairs(Split.named(split)));
    }
    if (pairs.isEmpty()) {
      throw new CourseException(
          "The split " + split + " of " + corpus + " is empty. For a small file use --split all.");
    }
    return pairs;
  }

  private static List<String> translate(Translator translator, List<SentencePair> pairs) {
    boolean terminal = System.console() != null;
    List<String> outputs = new ArrayList<>();
    for (int from = 0; from < pairs.size(); from += AT_ONCE) {
      List<String> sources =
          pairs.subList(from, Math.min(from + AT_ONCE, pairs.size())).stream()
              .map(SentencePair::source)
              .toList();
      translator.translate(sources).stream().map(Translation::text).forEach(outputs::add);
      if (terminal) {
        System.err.printf("\r%,d of %,d", outputs.size(), pairs.size());
        System.err.print(outputs.size() == pairs.size() ? "\r" + " ".repeat(30) + "\r" : "");
      }
    }
    return outputs;
  }

  private void showWrong(List<SentencePair> pairs, List<String> outputs, PrintWriter out) {
    int shown = 0;
    for (int i = 0; i < pairs.size() && shown < wrongShown; i++) {
      SentencePair pair = pairs.get(i);
      if (ExactMatch.of(List.of(outputs.get(i)), List.of(pair.target())).right() == 0) {
        out.println("wrong: " + pair.source());
        out.println("  model:     " + outputs.get(i));
        out.println("  reference: " + pair.target());
        shown++;
      }
    }
  }
}
