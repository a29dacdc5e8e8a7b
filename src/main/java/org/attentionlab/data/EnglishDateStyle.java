package org.attentionlab.data;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;

/**
 * Ten ways to write a date in English. The numeric forms with slashes have the month first, as in
 * the United States: 03/05/2021 is the fifth of March.
 */
enum EnglishDateStyle {
  MONTH_DAY("MMMM d, y"), // March 5, 2021
  DAY_MONTH("d MMMM y"), // 5 March 2021
  SHORT_WITH_WEEKDAY("EEE d MMM y"), // Fri 5 Mar 2021
  SLASHES("MM/dd/y"), // 03/05/2021
  SLASHES_WITHOUT_ZEROS("M/d/y"), // 3/5/2021
  ISO("y-MM-dd"), // 2021-03-05
  FULL_WITH_WEEKDAY("EEEE, MMMM d, y"), // Friday, March 5, 2021
  ORDINAL_IN_WORDS("'the' # 'of' MMMM, y"), // the fifth of March, 2021
  ORDINAL_IN_DIGITS("MMM @ y"), // Mar 5th 2021
  ORDINAL_WITH_WEEKDAY("EEEE 'the' @ 'of' MMMM y"); // Friday the 5th of March 2021

  private static final RuleBasedNumberFormat WORDS =
      new RuleBasedNumberFormat(ULocale.US, RuleBasedNumberFormat.SPELLOUT);
  private static final RuleBasedNumberFormat DIGITS =
      new RuleBasedNumberFormat(ULocale.US, RuleBasedNumberFormat.ORDINAL);

  private final DatePattern pattern;

  EnglishDateStyle(String pattern) {
    this.pattern = new DatePattern(pattern, ULocale.US);
  }

  /** Whether this way names the day of the week. */
  boolean showsWeekday() {
    return pattern.showsWeekday();
  }

  /** {@code date} written in this way. */
  synchronized String write(LocalDate date) {
    return pattern
        .write(date)
        .replace("#", WORDS.format(date.getDayOfMonth(), "%spellout-ordinal"))
        .replace("@", DIGITS.format(date.getDayOfMonth()));
  }
}
