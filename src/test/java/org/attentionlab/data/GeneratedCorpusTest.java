package org.attentionlab.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dates and the numbers say. */
class GeneratedCorpusTest {

  private static final LocalDate DAY = LocalDate.of(2021, 3, 5);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MONTH_DAY|March 5, 2021",
        "DAY_MONTH|5 March 2021",
        "SHORT_WITH_WEEKDAY|Fri 5 Mar 2021",
        "SLASHES|03/05/2021",
        "SLASHES_WITHOUT_ZEROS|3/5/2021",
        "ISO|2021-03-05",
        "FULL_WITH_WEEKDAY|Friday, March 5, 2021",
        "ORDINAL_IN_WORDS|the fifth of March, 2021",
        "ORDINAL_IN_DIGITS|Mar 5th 2021",
        "ORDINAL_WITH_WEEKDAY|Friday the 5th of March 2021",
      })
  void oneDayInAllTenWays(EnglishDateStyle style, String expected) {
    assertThat(style.write(DAY)).isEqualTo(expected);
    assertThat(style.showsWeekday()).isEqualTo(expected.contains("Fri"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ko;(\\d{4})년 (\\d+)월 (\\d+)일( .요일)?",
        "de;((Mon|Diens|Donners|Frei|Sams|Sonn)tag, |Mittwoch, )?\\d+\\. \\p{L}+ \\d{4}",
        "fr;((lun|mar|mercre|jeu|vendre|same)di |dimanche )?(1er|[2-9]|\\d\\d) \\p{L}+ \\d{4}",
      })
  void everyTargetDateHasTheOneUsualForm(String language, String form) {
    assertThat(Corpora.named("dates-en-" + language).pairs(Split.TRAIN))
        .allMatch(pair -> pair.target().matches(form));
  }

  @Test
  void theTargetNamesTheWeekdayExactlyWhenTheSourceDoes() {
    String days = ".*(Mon|Tue|Wed|Thu|Fri|Sat|Sun).*";
    assertThat(Corpora.named("dates-en-ko").pairs(Split.TRAIN))
        .allMatch(pair -> pair.source().matches(days) == pair.target().contains("요일"));
  }

  @Test
  void slashesHaveTheMonthFirst() {
    List<SentencePair> slashes =
        Corpora.named("dates-en-ko").pairs(Split.TRAIN).stream()
            .filter(pair -> pair.source().matches("\\d+/\\d+/\\d+"))
            .toList();
    assertThat(slashes).hasSizeGreaterThan(5000);
    for (SentencePair pair : slashes) {
      String[] numbers = pair.source().split("/", -1);
      assertThat(pair.target())
          .isEqualTo(
              String.format(
                  "%s년 %d월 %d일",
                  numbers[2], Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ko,forty-two,사십이",
    "ko,zero,영",
    "de,forty-two,zweiundvierzig",
    "de,seventy-one,einundsiebzig",
    "fr,seventy-one,soixante-et-onze",
    "fr,eighty,quatre-vingts",
  })
  void smallNumbersAreInTheTrainingSplit(String language, String english, String other) {
    assertThat(Corpora.named("numbers-en-" + language).pairs(Split.TRAIN))
        .contains(SentencePair.of(english, other));
  }

  @Test
  void largeKoreanNumbersCountInTenThousands() {
    assertThat(Corpora.named("numbers-en-ko").pairs(Split.TRAIN))
        .filteredOn(pair -> pair.source().contains("hundred thousand"))
        .isNotEmpty()
        .allMatch(pair -> pair.target().contains("만"));
  }

  @Test
  void generatingACorpusTakesLessThanASecondOnAWarmMachine() {
    DateCorpus.to("de").pairs(Split.TEST);
    long start = System.nanoTime();
    DateCorpus.to("ko").pairs(Split.TEST);
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(1.0);
  }

  /** If this fails, results that were recorded before cannot be compared with new ones. */
  @ParameterizedTest
  @CsvSource({"dates-en-ko, 8508177355394222001", "numbers-en-ko, 55239485738485500"})
  void theCorpusIsTheSameOnEveryMachine(String name, long expected) {
    assertThat(fingerprint(name)).isEqualTo(expected);
  }

  static long fingerprint(String name) {
    long hash = 1;
    for (Split split : Split.values()) {
      for (SentencePair pair : Corpora.named(name).pairs(split)) {
        hash = 31 * hash + pair.source().hashCode();
        hash = 31 * hash + pair.target().hashCode();
      }
    }
    return hash;
  }
}
