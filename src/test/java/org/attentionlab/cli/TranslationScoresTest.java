package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.attentionlab.cli.TranslationScores.Metric;
import org.junit.jupiter.api.Test;

class TranslationScoresTest {

  /** The reference case one_reference of sacrebleu 2.6.0: BLEU 29.913, chrF2 64.889. */
  private static final List<String> OUTPUTS =
      List.of(
          "The cat sat on the mat.",
          "A man plays a guitar in the street.",
          "Two dogs are running through the snow.",
          "He bought 1,000.50 dollars of apples, did he not?");

  private static final List<String> REFERENCES =
      List.of(
          "The cat is sitting on the mat.",
          "A man is playing a guitar on the street.",
          "Two dogs run through the snow.",
          "He bought 1,000.50 dollars' worth of apples, didn't he?");

  @Test
  void allMetricsArePrintedWithTheirSignatures() {
    assertThat(print(OUTPUTS, REFERENCES, Metric.EXACT).toList())
        .anyMatch(line -> line.equals("0 of 4 sentences of pets (test) are exactly right."))
        .anyMatch(
            line ->
                line.startsWith("BLEU  29.91 [")
                    && line.contains("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:"))
        .anyMatch(line -> line.startsWith("chrF2 64.89 [") && line.contains("nc:6|nw:0"))
        .noneMatch(line -> line.contains("Korean"))
        .last()
        .isEqualTo("exact 0.00");
  }

  @Test
  void bleuWithoutCaseIsPrintedTooWhereThereAreCapitals() {
    List<String> small = REFERENCES.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    assertThat(print(small, REFERENCES, Metric.BLEU))
        .anyMatch(line -> line.startsWith("BLEU  100.00 [") && line.contains("case:lc"))
        .anyMatch(line -> !line.startsWith("BLEU  100.00 [") && line.contains("case:mixed"));
    assertThat(print(small, small, Metric.BLEU)).noneMatch(line -> line.contains("case:lc"));
  }

  @Test
  void theLastLineIsTheMetricAskedFor() {
    assertThat(print(OUTPUTS, REFERENCES, Metric.BLEU)).last().isEqualTo("bleu 29.91");
    assertThat(print(OUTPUTS, REFERENCES, Metric.CHRF)).last().isEqualTo("chrf 64.89");
  }

  @Test
  void forKoreanItSaysWhatTheTokenizerDoes() {
    List<String> korean = List.of("2021년 3월 5일");
    assertThat(print(korean, korean, Metric.EXACT)).anyMatch(line -> line.contains("ko-mecab"));
  }

  private static Stream<String> print(List<String> outputs, List<String> references, Metric last) {
    StringWriter text = new StringWriter();
    new TranslationScores(outputs, references).print("pets (test)", last, new PrintWriter(text));
    return text.toString().lines();
  }
}
