package org.attentionlab.data;

import java.util.Locale;

/** The three parts of a corpus. No source sentence is in two of them. */
public enum Split {
  /** What a model learns from. */
  TRAIN,
  /** What choices are made on while training: when to stop, which head, which learning rate. */
  VALIDATION,
  /** What the final number is measured on, once. */
  TEST;

  /**
   * Where a corpus without splits of its own puts a pair. It follows from the source sentence
   * alone, so that equal sources are never in two splits: about a twentieth each for validation and
   * test, the rest for training.
   */
  static Split of(String source) {
    int mixed = source.hashCode() * 0x9E3779B9;
    return switch (Math.floorMod(mixed >>> 8, PARTS)) {
      case 0 -> TEST;
      case 1 -> VALIDATION;
      default -> TRAIN;
    };
  }

  private static final int PARTS = 20;

  /** The name in lower case, as typed in a shell: "train", "validation" or "test". */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The split with that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Split named(String label) {
    for (Split split : values()) {
      if (split.label().equals(label.toLowerCase(Locale.ROOT))) {
        return split;
      }
    }
    throw new IllegalArgumentException(
        "There is no split \"" + label + "\". Choose train, validation or test.");
  }
}
