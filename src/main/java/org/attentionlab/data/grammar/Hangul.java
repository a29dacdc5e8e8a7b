package org.attentionlab.data.grammar;

/**
 * Korean syllables by arithmetic. Unicode orders the 11,172 syllables by first consonant, vowel and
 * last consonant, so that a syllable is
 *
 * <pre>0xAC00 + (first · 21 + vowel) · 28 + last</pre>
 *
 * where last is 0 if the syllable ends with its vowel. The last consonant is called <i>batchim</i>
 * (받침); Korean particles depend on it.
 */
final class Hangul {

  private static final int FIRST_SYLLABLE = 0xAC00; // 가
  private static final int LAST_SYLLABLE = 0xD7A3; // 힣
  private static final int LAST_CONSONANTS = 28;
  private static final int RIEUL = 8; // ㄹ
  private static final int SSANG_SIOT = 20; // ㅆ

  private Hangul() {}

  /** Whether {@code word} ends with a consonant. */
  static boolean hasBatchim(String word) {
    return batchim(word) != 0;
  }

  /** Whether {@code word} ends with ㄹ. */
  static boolean endsWithRieul(String word) {
    return batchim(word) == RIEUL;
  }

  /**
   * {@code word} with ㅆ under its last syllable, the sign of the past: 건너 becomes 건넜.
   *
   * @param word ends with a vowel
   */
  static String withSsangSiot(String word) {
    if (hasBatchim(word)) {
      throw new IllegalArgumentException(word + " already ends with a consonant.");
    }
    int last = word.length() - 1;
    return word.substring(0, last) + (char) (word.charAt(last) + SSANG_SIOT);
  }

  private static int batchim(String word) {
    char last = word.charAt(word.length() - 1);
    if (last < FIRST_SYLLABLE || last > LAST_SYLLABLE) {
      throw new IllegalArgumentException("Expected a Korean word, but got \"" + word + "\".");
    }
    return (last - FIRST_SYLLABLE) % LAST_CONSONANTS;
  }
}
