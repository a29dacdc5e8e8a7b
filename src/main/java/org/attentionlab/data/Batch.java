package org.attentionlab.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Sentence pairs that go through the model together. Shorter ones are filled up with {@code <pad>}
 * (id 0) at their end. A batch has no masks: the models make them from the ids.
 */
public final class Batch {

  private final List<EncodedPair> pairs;

  /**
   * A batch of these pairs, one row each.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Batch(List<EncodedPair> pairs) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("A batch needs at least one sentence pair, but got none.");
    }
    this.pairs = List.copyOf(pairs);
  }

  /** How many sentence pairs there are: B. */
  public int size() {
    return pairs.size();
  }

  /** The pairs, in the order of the rows. */
  public List<EncodedPair> pairs() {
    return pairs;
  }

  /** The length of the longest source, {@code <eos>} included: S. */
  public int sourceLength() {
    return longest(EncodedPair::sourceLength);
  }

  /** The length of the longest target, {@code <sos>} and {@code <eos>} included: T. */
  public int targetLength() {
    return longest(EncodedPair::targetLength);
  }

  /** The length of each source, without padding. */
  public int[] sourceLengths() {
    return pairs.stream().mapToInt(EncodedPair::sourceLength).toArray();
  }

  /** The length of each target, without padding. */
  public int[] targetLengths() {
    return pairs.stream().mapToInt(EncodedPair::targetLength).toArray();
  }

  /** How many source tokens there are, padding not counted. */
  public int sourceTokens() {
    return pairs.stream().mapToInt(EncodedPair::sourceLength).sum();
  }

  /**
   * How many target tokens the model has to predict: padding not counted, {@code <eos>} counted,
   * {@code <sos>} not, since it is given.
   */
  public int targetTokens() {
    return pairs.stream().mapToInt(pair -> pair.targetLength() - 1).sum();
  }

  /**
   * The source ids, padded.
   *
   * @return (B, S) int64; owned by {@code manager}
   */
  public NDArray source(NDManager manager) {
    int length = sourceLength();
    long[] matrix = new long[size() * length]; // zeros, and zero is <pad>
    for (int row = 0; row < size(); row++) {
      pairs.get(row).copySource(matrix, row * length);
    }
    return NativeIds.create(manager, matrix, new Shape(size(), length)); // (B, S)
  }

  /**
   * The target ids, padded. The decoder's input is all columns but the last, the answers are all
   * columns but the first.
   *
   * @return (B, T) int64; owned by {@code manager}
   */
  public NDArray target(NDManager manager) {
    int length = targetLength();
    long[] matrix = new long[size() * length];
    for (int row = 0; row < size(); row++) {
      pairs.get(row).copyTarget(matrix, row * length);
    }
    return NativeIds.create(manager, matrix, new Shape(size(), length)); // (B, T)
  }

  @Override
  public String toString() {
    return "Batch of " + size() + " pairs, S = " + sourceLength() + ", T = " + targetLength();
  }

  private int longest(ToIntFunction<EncodedPair> length) {
    return pairs.stream().mapToInt(length).max().orElseThrow();
  }
}
