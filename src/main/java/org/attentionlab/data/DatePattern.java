package org.attentionlab.data;

import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;

/**
 * A date pattern in the letters of Unicode (LDML): y year, M month, d day, E day of the week. The
 * names of months and days come from ICU4J.
 */
final class DatePattern {

  private final SimpleDateFormat format;

  DatePattern(String pattern, ULocale locale) {
    format = new SimpleDateFormat(pattern, locale);
    format.setTimeZone(TimeZone.GMT_ZONE);
  }

  boolean showsWeekday() {
    return format.toPattern().contains("E");
  }

  synchronized String write(LocalDate date) {
    return format.format(Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }
}
