package org.attentionlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Each fault is planted into a good corpus, and must be found alone, named and mended. */
class BleuClinicTest {

  private static final List<String> REFERENCES =
      List.of(
          "Two dogs are playing in the snow, and Anna doesn't mind.",
          "A man & his son read the newspaper (every morning).",
          "The train to Berlin leaves at half past nine.",
          "My sister's old bicycle stands behind the house.",
          "Nobody knew why the lights went out!",
          "Can you see the small boat on the lake?",
          "Children in red coats run across the market square.",
          "It rained, so Peter stayed at home with a book.",
          "The cook puts salt & pepper on the table.",
          "An old woman sells flowers near the station.");

  /** A good model: some words are others. */
  private static final List<String> OUTPUTS =
      REFERENCES.stream()
          .map(s -> s.replace("small", "little").replace("house", "home").replace("old", "aged"))
          .toList();

  private static final List<String> KOREAN =
      List.of("작은 개가 공원에서 빵을 먹었다.", "소녀는 학교에서 책을 읽었다.", "농부가 밭에서 사과를 땄다.", "군인이 다리에서 노래를 불렀다.");

  private static void assertOnly(BleuReport report, BleuFault fault, double mended) {
    assertThat(report.findings()).extracting(BleuFinding::fault).containsExactly(fault);
    assertThat(report.mended()).isCloseTo(mended, within(1e-9));
    assertThat(report.toString()).contains(fault.title(), fault.advice());
  }

  private static double score() {
    return Bleu.standard().corpus(OUTPUTS, List.of(REFERENCES));
  }

  private static List<String> changed(List<String> texts, String pattern, String replacement) {
    return texts.stream().map(s -> s.replaceAll(pattern, replacement)).toList();
  }

  private static List<String> cut(List<String> texts) {
    return texts.stream()
        .map(s -> s.replaceAll("([.,!?)])", " $1").replace("(", "( "))
        .map(s -> s.replace("n't", " n't").replace("'s", " 's"))
        .toList();
  }

  @Test
  void aHealthyCorpusHasNoFinding() {
    assertThat(BleuClinic.examine(OUTPUTS, REFERENCES).findings()).isEmpty();
    assertThat(BleuClinic.examine(REFERENCES, REFERENCES).isHealthy()).isTrue();
    assertThat(BleuClinic.examine(KOREAN, KOREAN).isHealthy()).isTrue();
  }

  @Test
  void aBadModelIsNoFault() {
    List<String> wrong = new ArrayList<>(REFERENCES);
    Collections.rotate(wrong, 4);
    BleuReport report = BleuClinic.examine(wrong, REFERENCES);
    assertThat(report.findings()).isEmpty();
    assertThat(report.score().score()).isLessThan(10);
  }

  @Test
  void tokenisedOutputsAreFoundOnEitherSide() {
    BleuReport ours = BleuClinic.examine(cut(OUTPUTS), REFERENCES);
    assertOnly(ours, BleuFault.TOKENISED, score());
    assertThat(ours.findings().get(0).rise()).isPositive();
    assertOnly(BleuClinic.examine(OUTPUTS, cut(REFERENCES)), BleuFault.TOKENISED, score());
  }

  @Test
  void withoutACutOfItsOwnBleuLosesMoreToTokens() {
    Bleu none = new Bleu(BleuTokenizer.NONE, false, BleuSmoothing.exp(), false);
    BleuReport report = BleuClinic.examine(none, cut(OUTPUTS), List.of(REFERENCES));
    assertOnly(report, BleuFault.TOKENISED, none.corpus(OUTPUTS, List.of(REFERENCES)));
    double rise = BleuClinic.examine(cut(OUTPUTS), REFERENCES).findings().get(0).rise();
    assertThat(report.findings().get(0).rise()).isGreaterThan(rise);
  }

  @Test
  void otherCapitalsAreFound() {
    List<String> small = OUTPUTS.stream().map(s -> s.toLowerCase(Locale.ROOT)).toList();
    Bleu lower = new Bleu(BleuTokenizer.WMT_13A, true, BleuSmoothing.exp(), false);
    double mended = lower.corpus(OUTPUTS, List.of(REFERENCES));
    BleuReport report = BleuClinic.examine(small, REFERENCES);
    assertOnly(report, BleuFault.CASE, mended);
    assertThat(report.findings().get(0).rise())
        .isCloseTo(mended - report.score().score(), within(1e-9));
  }

  @Test
  void linesShiftedByOneAreFoundWithTheLineWhereItBegins() {
    List<String> lost = new ArrayList<>(OUTPUTS);
    lost.remove(3);
    lost.add("And so on.");
    BleuFinding finding =
        BleuClinic.examine(lost, REFERENCES).finding(BleuFault.SHIFTED_LINES).orElseThrow();
    assertThat(finding.line()).isEqualTo(4);
    assertThat(finding.output()).isEqualTo(OUTPUTS.get(4));
    assertThat(finding.reference()).isEqualTo(REFERENCES.get(3));
    assertThat(finding.rise()).isGreaterThan(30);
    List<String> doubled = new ArrayList<>(OUTPUTS.subList(0, 9));
    doubled.add(0, "Here are the translations:");
    BleuReport report = BleuClinic.examine(doubled, REFERENCES);
    assertThat(report.findings())
        .extracting(BleuFinding::fault)
        .containsExactly(BleuFault.SHIFTED_LINES);
    assertThat(report.finding(BleuFault.SHIFTED_LINES).orElseThrow().line()).isEqualTo(2);
  }

  @Test
  void emptyOutputsAreCounted() {
    List<String> some = new ArrayList<>(OUTPUTS);
    some.set(1, "");
    some.set(6, "  ");
    BleuReport report = BleuClinic.examine(some, REFERENCES);
    assertThat(report.findings())
        .extracting(BleuFinding::fault)
        .containsExactly(BleuFault.EMPTY_OUTPUTS);
    BleuFinding finding = report.findings().get(0);
    assertThat(finding.seen()).startsWith("2 of 10 outputs");
    assertThat(finding.line()).isEqualTo(2);
    assertThat(finding.rise()).isPositive();
  }

  @Test
  void onlyEmptyOutputsAreAFindingToo() {
    BleuReport report = BleuClinic.examine(Collections.nCopies(10, ""), REFERENCES);
    assertOnly(report, BleuFault.EMPTY_OUTPUTS, 0);
  }

  @Test
  void swappedFilesOfOtherLengthAreSuspected() {
    List<String> brief = OUTPUTS.stream().map(s -> s.substring(0, s.length() / 2)).toList();
    assertOnly(
        BleuClinic.examine(REFERENCES, brief),
        BleuFault.LENGTHS,
        Bleu.standard().corpus(brief, List.of(REFERENCES)));
  }

  @Test
  void subwordMarksOfEachConventionAreFoundAndRemoved() {
    List<String> pieces = changed(OUTPUTS, "(\\w\\w)(\\w\\w)", "$1@@ $2");
    assertOnly(BleuClinic.examine(pieces, REFERENCES), BleuFault.SUBWORD_MARKS, score());
    pieces = changed(OUTPUTS, "(\\w\\w)(\\w\\w)", "$1 ￭$2");
    assertOnly(BleuClinic.examine(pieces, REFERENCES), BleuFault.SUBWORD_MARKS, score());
    pieces = changed(changed(OUTPUTS, "(^| )", " ▁"), "(\\w\\w)(\\w\\w)", "$1 $2");
    assertOnly(BleuClinic.examine(pieces, REFERENCES), BleuFault.SUBWORD_MARKS, score());
    pieces = changed(changed(OUTPUTS, "( |$)", "</w> "), "(\\w\\w)(\\w\\w)", "$1 $2");
    assertOnly(BleuClinic.examine(pieces, REFERENCES), BleuFault.SUBWORD_MARKS, score());
  }

  @Test
  void htmlEntitiesAreFoundAlsoThoseThatBleuDoesNotUndo() {
    List<String> escaped = changed(changed(OUTPUTS, "&", "&amp;"), "'", "&#39;");
    BleuReport report = BleuClinic.examine(escaped, REFERENCES);
    assertOnly(report, BleuFault.HTML_ENTITIES, score());
    assertThat(report.findings().get(0).rise()).isPositive();
    escaped = changed(OUTPUTS, "'", "&apos;");
    assertOnly(BleuClinic.examine(escaped, REFERENCES), BleuFault.HTML_ENTITIES, score());
  }

  @Test
  void koreanLettersInPartsAreFound() {
    List<String> parts =
        KOREAN.stream().map(s -> Normalizer.normalize(s, Normalizer.Form.NFD)).toList();
    BleuReport report = BleuClinic.examine(parts, KOREAN);
    assertOnly(report, BleuFault.UNICODE_FORM, 100);
    assertThat(report.score().score()).isLessThan(30); // only the points match
  }

  @Test
  void koreanWordsWithAnotherParticleAskForAFinerComparison() {
    List<String> outputs = changed(changed(KOREAN, "가 ", "는 "), "을 ", "은 ");
    BleuReport report = BleuClinic.examine(outputs, KOREAN);
    Bleu finer = new Bleu(BleuTokenizer.CHARACTERS, false, BleuSmoothing.exp(), false);
    assertOnly(report, BleuFault.KOREAN_WORDS, finer.corpus(outputs, List.of(KOREAN)));
    assertThat(report.findings().get(0).seen()).contains("개는 for 개가");
    assertThat(BleuClinic.examine(finer, outputs, List.of(KOREAN)).isHealthy()).isTrue();
  }

  @Test
  void severalFaultsAreMendedOneAfterAnother() {
    List<String> outputs =
        new ArrayList<>(changed(changed(OUTPUTS, "'", "&apos;"), "(\\w\\w)(\\w\\w)", "$1@@ $2"));
    outputs.remove(2);
    outputs.add("The end.");
    BleuReport report = BleuClinic.examine(outputs, REFERENCES);
    assertThat(report.findings())
        .extracting(BleuFinding::fault)
        .containsExactly(BleuFault.SUBWORD_MARKS, BleuFault.HTML_ENTITIES, BleuFault.SHIFTED_LINES);
    double rises = report.findings().stream().mapToDouble(BleuFinding::rise).sum();
    assertThat(report.score().score() + rises).isCloseTo(report.mended(), within(1e-9));
  }
}
