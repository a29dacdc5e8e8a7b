package org.attentionlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChrFTest {

  private static final double EQUAL = 1e-9; // of scores up to 100

  @Test
  void chrFEqualsSacrebleuOnAThousandRandomCorporaAndTheirFirstSentences() {
    List<JsonObject> corpora = SacrebleuAnswers.corpora();
    assertThat(corpora).hasSize(1000);
    for (JsonObject corpus : corpora) {
      boolean lowercase = corpus.getAsJsonObject("settings").get("lowercase").getAsBoolean();
      ChrF chrF = new ChrF(6, 2, lowercase);
      List<String> outputs = SacrebleuAnswers.strings(corpus.get("out"));
      List<List<String>> references = SacrebleuAnswers.lists(corpus.get("ref"));
      assertThat(chrF.corpus(outputs, references))
          .as(corpus.toString())
          .isCloseTo(corpus.get("chrf").getAsDouble(), within(EQUAL));
      assertThat(
              chrF.sentence(outputs.get(0), references.stream().map(list -> list.get(0)).toList()))
          .as(corpus.toString())
          .isCloseTo(corpus.getAsJsonArray("first").get(1).getAsDouble(), within(EQUAL));
      assertThat(chrF.signature(references.size()).replace(CorpusMetric.VERSION, "2.6.0"))
          .isEqualTo(corpus.get("chrf_signature").getAsString());
    }
  }

  @Test
  void aWrongEndingCostsLittleAndBlanksNothing() {
    ChrF chrF = ChrF.standard();
    List<String> reference = List.of("그 동물이 너무 피곤했다");
    assertThat(chrF.sentence("그동물이 너무  피곤했다", reference)).isCloseTo(100, within(EQUAL));
    assertThat(chrF.sentence("그 동물은 너무 피곤했다", reference)).isBetween(50.0, 99.0);
    assertThat(Bleu.forSentences().sentence("그 동물은 너무 피곤했다", reference))
        .isLessThan(chrF.sentence("그 동물은 너무 피곤했다", reference));
    assertThat(chrF.sentence("", reference)).isZero();
  }
}
