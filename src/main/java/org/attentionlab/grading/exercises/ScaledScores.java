package org.attentionlab.grading.exercises;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.attentionlab.attention.ScaledDotProductAttention;
import org.attentionlab.grading.Band;
import org.attentionlab.grading.Exercise;
import org.attentionlab.nn.RandomStream;

/** The scores of all pairs of queries and keys, divided by the right number. */
public final class ScaledScores {

  private ScaledScores() {}

  /** The exercise. */
  public static Exercise exercise() {
    return Exercise.builder("ex05.1", "Scaled scores")
        .optBand(Band.WARM_UP)
        .setMethod(
            "NDArray scaledScores(NDArray queries, NDArray keys)",
            a -> scores(a, Math.sqrt(width(a))))
        .setReading("lesson 05, sections 4 and 7; the paper, section 3.2.1")
        .setHints(
            "Row i, column j of the result belongs to query i and key j. What is its shape?",
            "A matrix product Q K^T gives all pairs at once: queries.matMul(keys.transpose()).",
            "Divide by √d_k. d_k is the width of a key, the last axis: keys.getShape().get(1).")
        .optHidden(ScaledDotProductAttention.class)
        .addCriterion(
            "one score for each query and key",
            2,
            "the product has its sides exchanged, or the keys are not transposed",
            (manager, stream) -> inputs(manager, stream, 2, 3, 1),
            (manager, stream) -> inputs(manager, stream, 3, 5, 1))
        .addCriterion(
            "divided by √d_k",
            2,
            "the divisor is missing, or it is not the root of the width of a key",
            (manager, stream) -> inputs(manager, stream, 2, 3, 4),
            (manager, stream) -> inputs(manager, stream, 4, 6, 16))
        .addMisconception(
            "no √d_k", "These are the bare products Q K^T: nothing was divided.", a -> scores(a, 1))
        .addMisconception(
            "divided by d_k",
            "This is what you get when the scores are divided by d_k and not by its root.",
            a -> scores(a, width(a)))
        .addMisconception(
            "√ of the number of keys",
            "This is what you get when the scores are divided by the root of the number of keys;"
                + " d_k is the width of one key.",
            a -> scores(a, Math.sqrt(((NDArray) a[1]).getShape().get(0))))
        .addMisconception(
            "multiplied by √d_k",
            "These scores are multiplied by √d_k. It should make them smaller.",
            a -> scores(a, 1 / Math.sqrt(width(a))))
        .addMisconception(
            "queries and keys exchanged",
            "This is the transposed result: row i belongs to key i here.",
            a -> scores(a, Math.sqrt(width(a))).transpose())
        .build();
  }

  private static NDArray scores(Object[] a, double divisor) {
    return ((NDArray) a[0]).matMul(((NDArray) a[1]).transpose()).div(divisor);
  }

  private static long width(Object[] a) {
    return ((NDArray) a[1]).getShape().get(1);
  }

  private static List<Object> inputs(
      NDManager manager, RandomStream stream, long queries, long keys, long width) {
    return List.of(
        Inputs.tensor(manager, stream, queries, width),
        Inputs.tensor(manager, stream, keys, width));
  }
}
