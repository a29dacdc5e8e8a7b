package org.attentionlab.data;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.attentionlab.text.CharacterTokenizer;

/**
 * Whole numbers from 0 to 999,999 in English words and in the words of another language:
 *
 * <pre>
 * forty-two                                          사십이
 * three hundred forty-two thousand seven hundred     삼십사만 이천칠백
 * </pre>
 *
 * <p>English counts in thousands, Korean in ten thousands (만), German says the ones before the
 * tens, French says sixty-ten for seventy: so the model has to regroup, not only to look words up.
 * ICU4J writes both sides. Tokens are characters.
 *
 * <p>The numbers below 100 are all in the training split, since the others are made of them. The
 * test measures unseen numbers of three to six digits.
 */
final class NumberCorpus {

  private static final int TEST = 2_000;
  private static final int VALIDATION = 1_000;
  private static final int TRAIN = 30_000;
  private static final int ALWAYS_TRAINED = 100;
  private static final long SEED = 3_1415_926;

  private NumberCorpus() {}

  /**
   * The corpus from English to a language.
   *
   * @param language "ko", "de" or "fr"
   */
  static Corpus to(String language) {
    return new GeneratedCorpus(
        "numbers-en-" + language,
        "numbers from 0 to 999,999 in English words to "
            + ULocale.forLanguageTag(language).getDisplayLanguage(ULocale.US)
            + " words; the test has unseen numbers",
        new CharacterTokenizer(),
        Map.of(Split.TRAIN, TRAIN, Split.VALIDATION, VALIDATION, Split.TEST, TEST),
        () -> generate(language));
  }

  private static Map<Split, List<SentencePair>> generate(String language) {
    Random random = new Random(SEED);
    List<Integer> drawn = draw(TEST + VALIDATION + TRAIN - ALWAYS_TRAINED, random);
    List<Integer> train = new ArrayList<>(drawn.subList(TEST + VALIDATION, drawn.size()));
    IntStream.range(0, ALWAYS_TRAINED).forEach(train::add);
    Collections.shuffle(train, random);

    RuleBasedNumberFormat english = words("en");
    RuleBasedNumberFormat other = words(language);
    Map<Split, List<SentencePair>> splits = new EnumMap<>(Split.class);
    splits.put(Split.TEST, pairs(drawn.subList(0, TEST), english, other));
    splits.put(Split.VALIDATION, pairs(drawn.subList(TEST, TEST + VALIDATION), english, other));
    splits.put(Split.TRAIN, pairs(train, english, other));
    return splits;
  }

  /**
   * Different numbers from {@link #ALWAYS_TRAINED} on, three to six digits equally often, except
   * that never more than half of all numbers of one length are taken.
   */
  private static List<Integer> draw(int count, Random random) {
    Set<Integer> numbers = new LinkedHashSet<>();
    int[] taken = new int[7];
    while (numbers.size() < count) {
      int digits = 3 + random.nextInt(4);
      int smallest = (int) Math.pow(10, digits - 1);
      int number = smallest + random.nextInt(9 * smallest);
      if (taken[digits] < 9 * smallest / 2 && numbers.add(number)) {
        taken[digits]++;
      }
    }
    List<Integer> shuffled = new ArrayList<>(numbers);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static List<SentencePair> pairs(
      List<Integer> numbers, RuleBasedNumberFormat english, RuleBasedNumberFormat other) {
    List<SentencePair> pairs = new ArrayList<>(numbers.size());
    for (int number : numbers) {
      pairs.add(SentencePair.of(write(number, english), write(number, other)));
    }
    return pairs;
  }

  private static String write(int number, RuleBasedNumberFormat words) {
    return words.format(number).replace("\u00AD", ""); // ICU marks where a word may be hyphenated
  }

  private static RuleBasedNumberFormat words(String language) {
    RuleBasedNumberFormat words =
        new RuleBasedNumberFormat(ULocale.forLanguageTag(language), RuleBasedNumberFormat.SPELLOUT);
    if (language.equals("ko")) {
      words.setDefaultRuleSet("%spellout-cardinal-sinokorean"); // 영, not the telephone's 공
    }
    return words;
  }
}
