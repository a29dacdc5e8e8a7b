package org.attentionlab.data.grammar;

/**
 * The little words that a Korean noun takes to show its part in the sentence. Most have two forms,
 * one after a consonant and one after a vowel: 동물이, 개가.
 */
enum KoreanParticle {
  /** What the sentence is about. */
  TOPIC("은", "는"),
  /** Who does it, in a clause within the sentence or when somebody new appears. */
  SUBJECT("이", "가"),
  /** To what it is done. */
  OBJECT("을", "를"),
  /** And; with. */
  AND("과", "와"),
  /** To a place. The consonant ㄹ counts as a vowel here: 마을로. */
  TOWARDS("으로", "로"),
  /** To a person. */
  RECEIVER("에게", "에게"),
  /** Into, onto. */
  INTO("에", "에"),
  /** At a place where something is done. */
  AT("에서", "에서");

  private final String afterConsonant;
  private final String afterVowel;

  KoreanParticle(String afterConsonant, String afterVowel) {
    this.afterConsonant = afterConsonant;
    this.afterVowel = afterVowel;
  }

  /** {@code noun} with this particle. */
  String after(String noun) {
    boolean consonant = Hangul.hasBatchim(noun) && !(this == TOWARDS && Hangul.endsWithRieul(noun));
    return noun + (consonant ? afterConsonant : afterVowel);
  }

  /** The particle that the word list names in its form after a vowel. */
  static KoreanParticle ofObject(String afterVowel) {
    return switch (afterVowel) {
      case "를", "-" -> OBJECT;
      case "에게" -> RECEIVER;
      case "에" -> INTO;
      case "로" -> TOWARDS;
      default -> throw new IllegalArgumentException("No object takes \"" + afterVowel + "\".");
    };
  }
}
