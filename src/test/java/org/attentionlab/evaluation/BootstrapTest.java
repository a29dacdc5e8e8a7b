package org.attentionlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private static final Resampling MANY = new Resampling(4000, 7); // as many as sacrebleu drew
  private static final List<CorpusMetric> METRICS = List.of(Bleu.standard(), ChrF.standard());

  /** Sacrebleu gives half the width of its interval; it draws other corpora than we do. */
  @Test
  void intervalsAreAsWideAsSacrebleus() {
    for (JsonObject pair : SacrebleuAnswers.pairs()) {
      for (CorpusMetric metric : METRICS) {
        JsonObject expected = pair.getAsJsonObject(metric.name());
        JsonArray halves = expected.getAsJsonArray("halves");
        List<List<String>> references = SacrebleuAnswers.lists(pair.get("ref"));
        for (int system = 0; system < 2; system++) {
          BootstrapInterval interval =
              BootstrapInterval.of(metric, system(pair, system), references, 0.95, MANY);
          double half = halves.get(system).getAsDouble();
          assertThat(interval.score())
              .isCloseTo(expected.getAsJsonArray("scores").get(system).getAsDouble(), within(1e-9));
          assertThat((interval.high() - interval.low()) / 2).isCloseTo(half, within(0.08 * half));
          assertThat((interval.high() + interval.low()) / 2)
              .isCloseTo(
                  expected.getAsJsonArray("means").get(system).getAsDouble(), within(0.1 * half));
        }
      }
    }
  }

  @Test
  void pairedTestsFindThePValuesOfSacrebleu() {
    assertThat(SacrebleuAnswers.pairs()).hasSize(4);
    for (JsonObject pair : SacrebleuAnswers.pairs()) {
      for (CorpusMetric metric : METRICS) {
        JsonObject expected = pair.getAsJsonObject(metric.name());
        PairedBootstrap found =
            PairedBootstrap.of(
                metric,
                system(pair, 0),
                system(pair, 1),
                SacrebleuAnswers.lists(pair.get("ref")),
                MANY);
        double p = expected.get("p").getAsDouble();
        double deviation = Math.sqrt(2 * p * (1 - p) / MANY.samples()); // both sides are drawn
        assertThat(found.pValue()).isCloseTo(p, within(5 * deviation + 0.001));
        assertThat(found.secondWins() > 0.5).isEqualTo(found.second() > found.first());
      }
    }
  }

  @Test
  void equalSeedsGiveEqualIntervalsAndOtherSeedsOthers() {
    JsonObject pair = SacrebleuAnswers.pairs().get(0);
    List<List<String>> references = SacrebleuAnswers.lists(pair.get("ref"));
    BootstrapInterval once = interval(pair, references, 1);
    assertThat(interval(pair, references, 1)).isEqualTo(once);
    assertThat(interval(pair, references, 2)).isNotEqualTo(once);
    assertThat(once.low()).isLessThan(once.score());
    assertThat(once.high()).isGreaterThan(once.score());
  }

  private static BootstrapInterval interval(
      JsonObject pair, List<List<String>> references, long seed) {
    return BootstrapInterval.of(
        Bleu.standard(), system(pair, 0), references, 0.95, new Resampling(200, seed));
  }

  @Test
  void aSystemIsNotBetterThanItself() {
    JsonObject pair = SacrebleuAnswers.pairs().get(0);
    PairedBootstrap same =
        PairedBootstrap.of(
            ChrF.standard(),
            system(pair, 0),
            system(pair, 0),
            SacrebleuAnswers.lists(pair.get("ref")));
    assertThat(same.secondWins()).isZero();
    assertThat(same.first()).isEqualTo(same.second());
  }

  /** 100 sentences of which 80 are right: the share right has a binomial distribution. */
  @Test
  void theIntervalOfAShareIsThatOfTheBinomialDistribution() {
    List<String> outputs = new ArrayList<>(Collections.nCopies(80, "x"));
    outputs.addAll(Collections.nCopies(20, "y"));
    List<List<String>> references = List.of(Collections.nCopies(100, "x"));
    BootstrapInterval interval =
        BootstrapInterval.of(new ChrF(1, 1, false), outputs, references, 0.95, MANY);
    double deviation = 100 * Math.sqrt(0.8 * 0.2 / 100);
    assertThat(interval.score()).isCloseTo(80, within(1e-9));
    assertThat(interval.low()).isCloseTo(80 - 1.96 * deviation, within(1.5));
    assertThat(interval.high()).isCloseTo(80 + 1.96 * deviation, within(1.5));
  }

  @Test
  void levelsAndNumbersOfSamplesThatMakeNoSenseAreRefused() {
    List<String> text = List.of("a");
    assertThatThrownBy(() -> new Resampling(0, 1)).hasMessageContaining("1000");
    assertThatThrownBy(
            () ->
                BootstrapInterval.of(Bleu.standard(), text, List.of(text), 95, Resampling.usual()))
        .hasMessageContaining("0.95");
  }

  private static List<String> system(JsonObject pair, int system) {
    return SacrebleuAnswers.strings(pair.get(system == 0 ? "first" : "second"));
  }
}
