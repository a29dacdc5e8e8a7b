package org.attentionlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BleuTest {

  private static final double EQUAL = 1e-9; // of scores up to 100

  @Test
  void bleuEqualsSacrebleuOnAThousandRandomCorpora() {
    List<JsonObject> corpora = SacrebleuAnswers.corpora();
    assertThat(corpora).hasSize(1000);
    for (JsonObject corpus : corpora) {
      Bleu bleu = bleu(corpus.getAsJsonObject("settings"), false);
      List<List<String>> references = SacrebleuAnswers.lists(corpus.get("ref"));
      List<String> outputs = SacrebleuAnswers.strings(corpus.get("out"));
      BleuScore score = bleu.details(outputs, references);
      JsonArray expected = corpus.getAsJsonArray("bleu");
      requireEqual(corpus, score.score(), expected.get(0));
      requireEqual(corpus, score.brevityPenalty(), expected.get(1));
      assertThat(score.outputLength()).isEqualTo(expected.get(2).getAsLong());
      assertThat(score.referenceLength()).isEqualTo(expected.get(3).getAsLong());
      for (int i = 0; i < 4; i++) {
        requireEqual(corpus, score.precisions().get(i), expected.get(4).getAsJsonArray().get(i));
      }
      if (expected.size() > 5) { // sacrebleu's add-k changes its counts
        assertThat(score.matches()).isEqualTo(longs(expected.get(5)));
        assertThat(score.totals()).isEqualTo(longs(expected.get(6)));
      }
      assertThat(bleu.corpus(outputs, references)).isEqualTo(score.score());
    }
  }

  @Test
  void bleuOfASingleSentenceEqualsSacrebleus() {
    for (JsonObject corpus : SacrebleuAnswers.corpora()) {
      List<List<String>> references = SacrebleuAnswers.lists(corpus.get("ref"));
      double score =
          bleu(corpus.getAsJsonObject("settings"), true)
              .sentence(
                  SacrebleuAnswers.strings(corpus.get("out")).get(0),
                  references.stream().map(list -> list.get(0)).toList());
      requireEqual(corpus, score, corpus.getAsJsonArray("first").get(0));
    }
  }

  @Test
  void theSignatureIsSacrebleusWithOurOwnVersion() throws IOException {
    for (JsonObject corpus : SacrebleuAnswers.corpora()) {
      String signature =
          bleu(corpus.getAsJsonObject("settings"), false)
              .signature(corpus.getAsJsonArray("ref").size());
      assertThat(signature)
          .isEqualTo(
              corpus
                  .get("signature")
                  .getAsString()
                  .replace("version:2.6.0", "version:" + CorpusMetric.VERSION));
    }
    assertThat(Files.readString(Path.of("pom.xml")))
        .as("the kit's version")
        .contains("<version>" + CorpusMetric.VERSION.replace("attentionlab-", "") + "</version>");
  }

  @Test
  void marksAreCutAsTheWmtEvaluationsDo() {
    assertThat(Tokenizer13a.tokenize("He paid $1,000.50 (not 5%), didn't he?"))
        .containsExactly(
            "He", "paid", "$", "1,000.50", "(", "not", "5", "%", ")", ",", "didn't", "he", "?");
    assertThat(Tokenizer13a.tokenize("&quot;5-6&quot; well-known\u00a0x\n"))
        .containsExactly("\"", "5", "-", "6", "\"", "well-known", "x");
    assertThat(Tokenizer13a.tokenize("한국어 문장은 빈칸에서 잘린다."))
        .containsExactly("한국어", "문장은", "빈칸에서", "잘린다", ".");
  }

  @Test
  void aPerfectCorpusHasAHundredAndOneWithoutASharedWordNone() {
    List<String> text = List.of("The cat is sitting on the mat.", "Two dogs run.");
    assertThat(Bleu.standard().corpus(text, List.of(text))).isCloseTo(100, within(EQUAL));
    assertThat(Bleu.standard().corpus(List.of("a", "b"), List.of(text))).isZero();
    assertThat(Bleu.standard().details(text, List.of(text)))
        .hasToString("BLEU 100.00 100.0/100.0/100.0/100.0 (BP 1.000, 12 tokens for 12)");
  }

  @Test
  void shortSentencesNeedTheEffectiveOrder() {
    List<String> reference = List.of("two dogs");
    assertThat(Bleu.forSentences().sentence("two dogs", reference)).isCloseTo(100, within(EQUAL));
    assertThat(Bleu.standard().sentence("two dogs", reference)).isZero();
  }

  @Test
  void listsOfDifferentLengthsAreRefused() {
    List<String> two = List.of("a", "b");
    assertThatThrownBy(() -> Bleu.standard().corpus(two, List.of(List.of("a"))))
        .hasMessageContaining("1 and 2");
    assertThatThrownBy(() -> Bleu.standard().corpus(List.of(), List.of(List.of())))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> Bleu.standard().corpus(two, List.of()))
        .hasMessageContaining("2 and 0");
  }

  private static Bleu bleu(JsonObject settings, boolean effectiveOrder) {
    BleuTokenizer tokenizer =
        settings.get("tokenize").getAsString().equals("13a")
            ? BleuTokenizer.WMT_13A
            : BleuTokenizer.NONE;
    JsonElement value = settings.get("value");
    BleuSmoothing smoothing =
        switch (settings.get("smooth").getAsString()) {
          case "exp" -> BleuSmoothing.exp();
          case "none" -> BleuSmoothing.none();
          case "floor" -> BleuSmoothing.floor(value.isJsonNull() ? 0.1 : value.getAsDouble());
          default -> BleuSmoothing.addK(value.isJsonNull() ? 1 : value.getAsDouble());
        };
    return new Bleu(tokenizer, settings.get("lowercase").getAsBoolean(), smoothing, effectiveOrder);
  }

  private static void requireEqual(JsonObject corpus, double ours, JsonElement theirs) {
    assertThat(ours).as(corpus.toString()).isCloseTo(theirs.getAsDouble(), within(EQUAL));
  }

  private static List<Long> longs(JsonElement array) {
    return array.getAsJsonArray().asList().stream().map(JsonElement::getAsLong).toList();
  }
}
