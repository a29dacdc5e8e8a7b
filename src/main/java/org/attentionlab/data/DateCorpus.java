package org.attentionlab.data;

import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.attentionlab.text.CharacterTokenizer;

/**
 * English dates, written in {@link EnglishDateStyle ten ways}, and the one usual way to write the
 * same date in another language:
 *
 * <pre>
 * Fri 5 Mar 2021              2021년 3월 5일 금요일
 * the fifth of March, 2021    2021년 3월 5일
 * 03/05/2021                  2021년 3월 5일
 * </pre>
 *
 * <p>The target names the day of the week only if the source does: to compute it from the date is
 * arithmetic, not translation. Tokens are characters, so nothing that a user types is unknown.
 *
 * <p>A day of the calendar is in one split only, in whatever way it is written. So the test
 * measures unseen <i>dates</i> (all years from 1900 to 2099), not unseen ways to write them.
 */
final class DateCorpus {

  /** How many pairs the splits have. */
  private static final int TEST = 2_000;

  private static final int VALIDATION = 1_000;
  private static final int TRAIN = 30_000;

  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final LocalDate END = LocalDate.of(2100, 1, 1);
  private static final long SEED = 20_170_612; // any number; this one is the paper's date

  private DateCorpus() {}

  /**
   * The corpus from English to a language.
   *
   * @param language "ko", "de" or "fr"
   */
  static Corpus to(String language) {
    return new GeneratedCorpus(
        "dates-en-" + language,
        "English dates in ten ways to one way in "
            + ULocale.forLanguageTag(language).getDisplayLanguage(ULocale.US)
            + "; the test has unseen dates, not unseen ways",
        new CharacterTokenizer(),
        Map.of(Split.TRAIN, TRAIN, Split.VALIDATION, VALIDATION, Split.TEST, TEST),
        () -> generate(language));
  }

  private static Map<Split, List<SentencePair>> generate(String language) {
    Target target = Target.in(language);
    EnglishDateStyle[] styles = EnglishDateStyle.values();
    Random random = new Random(SEED);
    List<Integer> days = new ArrayList<>();
    for (int day = 0; day < ChronoUnit.DAYS.between(FIRST, END); day++) {
      days.add(day);
    }
    Collections.shuffle(days, random);

    List<SentencePair> pairs = new ArrayList<>();
    for (int day : days.subList(0, TEST + VALIDATION + TRAIN)) {
      LocalDate date = FIRST.plusDays(day);
      EnglishDateStyle style = styles[random.nextInt(styles.length)];
      pairs.add(SentencePair.of(style.write(date), target.write(date, style.showsWeekday())));
    }
    Map<Split, List<SentencePair>> splits = new EnumMap<>(Split.class);
    splits.put(Split.TEST, pairs.subList(0, TEST));
    splits.put(Split.VALIDATION, pairs.subList(TEST, TEST + VALIDATION));
    splits.put(Split.TRAIN, pairs.subList(TEST + VALIDATION, pairs.size()));
    return splits;
  }

  /** The usual way to write a date in the target language, with and without the weekday. */
  private record Target(String language, DatePattern plain, DatePattern withWeekday) {

    static Target in(String language) {
      return switch (language) {
        case "ko" -> of(language, "y년 M월 d일", "y년 M월 d일 EEEE");
        case "de" -> of(language, "d. MMMM y", "EEEE, d. MMMM y");
        case "fr" -> of(language, "d MMMM y", "EEEE d MMMM y");
        default ->
            throw new IllegalArgumentException("No dates are known in \"" + language + "\".");
      };
    }

    String write(LocalDate date, boolean weekday) {
      String text = (weekday ? withWeekday : plain).write(date);
      boolean premier = language.equals("fr") && date.getDayOfMonth() == 1;
      return premier ? text.replaceFirst("\\b1 ", "1er ") : text;
    }

    private static Target of(String language, String plain, String withWeekday) {
      ULocale locale = ULocale.forLanguageTag(language);
      return new Target(
          language, new DatePattern(plain, locale), new DatePattern(withWeekday, locale));
    }
  }
}
