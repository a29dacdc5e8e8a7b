package org.attentionlab.data.grammar;

/** Grammatical gender of a German noun. */
enum Gender {
  MASCULINE,
  FEMININE,
  NEUTER;

  /** The gender that the word list calls "m", "f" or "n". */
  static Gender of(String letter) {
    return switch (letter) {
      case "m" -> MASCULINE;
      case "f" -> FEMININE;
      case "n" -> NEUTER;
      default -> throw new IllegalArgumentException("Expected m, f or n, but got " + letter + ".");
    };
  }
}
