package org.attentionlab.evaluation;

import java.util.Locale;

/**
 * What {@link Bleu} does with an n-gram order that has no match; without smoothing the whole score
 * would be 0. The methods are 1 to 3 of Chen and Cherry (2014), "A Systematic Comparison of
 * Smoothing Techniques for Sentence-Level BLEU".
 *
 * @param method which one
 * @param value of floor and add-k; 0 for the others
 */
public record BleuSmoothing(Method method, double value) {

  /** The methods. */
  public enum Method {
    /** None: one order without a match makes the score 0. */
    NONE,
    /** A small number takes the place of 0 matches. */
    FLOOR,
    /** A number is added to the matches and to the n-grams of orders 2 and up. */
    ADD_K,
    /** The first order without a match counts half a match, the next a quarter, and so on. */
    EXP
  }

  /** What sacrebleu does unless told otherwise. */
  public static BleuSmoothing exp() {
    return new BleuSmoothing(Method.EXP, 0);
  }

  /** No smoothing. */
  public static BleuSmoothing none() {
    return new BleuSmoothing(Method.NONE, 0);
  }

  /** 0 matches count as {@code value}, usually 0.1. */
  public static BleuSmoothing floor(double value) {
    return new BleuSmoothing(Method.FLOOR, value);
  }

  /** {@code value}, usually 1, is added to orders 2 and up. */
  public static BleuSmoothing addK(double value) {
    return new BleuSmoothing(Method.ADD_K, value);
  }

  /** As in a signature: {@code exp}, {@code none}, {@code floor[0.10]}, {@code add-k[1.00]}. */
  @Override
  public String toString() {
    String name = method.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (method) {
      case FLOOR, ADD_K -> String.format(Locale.ROOT, "%s[%.2f]", name, value);
      case NONE, EXP -> name;
    };
  }
}
