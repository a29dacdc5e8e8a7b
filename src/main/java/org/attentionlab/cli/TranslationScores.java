package org.attentionlab.cli;

import java.io.PrintWriter;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attentionlab.evaluation.Bleu;
import org.attentionlab.evaluation.BleuSmoothing;
import org.attentionlab.evaluation.BleuTokenizer;
import org.attentionlab.evaluation.BootstrapInterval;
import org.attentionlab.evaluation.ChrF;
import org.attentionlab.evaluation.CorpusMetric;
import org.attentionlab.evaluation.ExactMatch;

/** The scores of translations, as {@code ./course evaluate} prints them. */
final class TranslationScores {

  /** What the last line may say. */
  enum Metric {
    EXACT,
    BLEU,
    CHRF
  }

  private static final Bleu WITHOUT_CASE =
      new Bleu(BleuTokenizer.WMT_13A, true, BleuSmoothing.exp(), false);

  private final ExactMatch exact;
  private final BootstrapInterval bleu;
  private final Optional<BootstrapInterval> withoutCase; // of references with capitals
  private final BootstrapInterval chrF;
  private final boolean korean;

  /** Computes all metrics. */
  TranslationScores(List<String> outputs, List<String> references) {
    exact = ExactMatch.of(outputs, references);
    bleu = BootstrapInterval.of(Bleu.standard(), outputs, List.of(references));
    boolean capitals =
        references.stream().flatMapToInt(String::codePoints).anyMatch(Character::isUpperCase);
    withoutCase =
        capitals
            ? Optional.of(BootstrapInterval.of(WITHOUT_CASE, outputs, List.of(references)))
            : Optional.empty();
    chrF = BootstrapInterval.of(ChrF.standard(), outputs, List.of(references));
    korean = references.stream().anyMatch(TranslationScores::hasHangul);
  }

  private static boolean hasHangul(String text) {
    return text.codePoints().anyMatch(point -> UnicodeScript.of(point) == UnicodeScript.HANGUL);
  }

  /**
   * Prints a line or two for each metric, and {@code last} alone at the end.
   *
   * @param sentences where they come from, for example {@code dates-en-ko (test)}
   */
  void print(String sentences, Metric last, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%,d of %,d sentences of %s are exactly right.%n",
        exact.right(),
        exact.total(),
        sentences);
    print(Bleu.standard(), bleu, out);
    withoutCase.ifPresent(interval -> print(WITHOUT_CASE, interval, out));
    if (korean) {
      out.println(
          "      Korean: tok:13a cuts at blanks and marks and compares whole eojeol. Papers");
      out.println(
          "      often use ko-mecab, which cuts into morphemes: other numbers. See chrF2 too.");
    }
    print(ChrF.standard(), chrF, out);
    out.println(
        "      In brackets: where 95 % of 1,000 test sets drawn from this one lie (bootstrap).");
    out.println(
        switch (last) {
          case EXACT -> exact.toString();
          case BLEU -> String.format(Locale.ROOT, "bleu %.2f", bleu.score());
          case CHRF -> String.format(Locale.ROOT, "chrf %.2f", chrF.score());
        });
  }

  private static void print(CorpusMetric metric, BootstrapInterval interval, PrintWriter out) {
    out.printf("%-5s %s %s%n", metric.name(), interval, metric.signature(1));
  }
}
