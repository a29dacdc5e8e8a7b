package org.attentionlab.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Cuts a corpus into batches of about equally many tokens, as section 5.1 of the paper does: pairs
 * of similar lengths come together, so that little is wasted on padding, and short sentences come
 * in large batches.
 *
 * <p>The size of a batch is the number of positions of its two matrices, padding included: B · S +
 * B · T. That is what memory and time depend on, and it never exceeds the budget.
 *
 * <p>The batches of an epoch follow from the seed and the number of the epoch alone. So a training
 * that was cut off goes on from (epoch, index of the batch) as if nothing had happened.
 */
public final class TokenBatches {

  /**
   * By source length, and for equal ones by target length: upwards for even source lengths, down
   * again for odd ones, so that neighbours are always similar in both.
   */
  private static final Comparator<EncodedPair> BY_LENGTH =
      Comparator.comparingInt(EncodedPair::sourceLength)
          .thenComparingInt(
              pair -> pair.sourceLength() % 2 == 0 ? pair.targetLength() : -pair.targetLength());

  private final List<EncodedPair> pairs;
  private final int maxTokens;
  private final long seed;

  private TokenBatches(Builder builder) {
    pairs = List.copyOf(builder.pairs);
    maxTokens = builder.maxTokens;
    seed = builder.seed;
  }

  /** A builder; the pairs and the budget must be set. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The batches of one epoch. Every pair is in exactly one of them. Which pairs of equal lengths
   * meet, and the order of the batches, differ from epoch to epoch.
   *
   * @param epoch the number of the epoch, from 0
   */
  public List<Batch> epoch(long epoch) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + epoch * 0xBF58476D1CE4E5B9L);
    List<EncodedPair> order = new ArrayList<>(pairs);
    Collections.shuffle(order, random);
    order.sort(BY_LENGTH); // a stable sort: pairs of equal lengths stay shuffled
    List<Batch> batches = cut(order);
    Collections.shuffle(batches, random);
    return batches;
  }

  /** How many pairs an epoch has. */
  public int size() {
    return pairs.size();
  }

  /** Fills batch after batch, in the order given, each as full as the budget allows. */
  private List<Batch> cut(List<EncodedPair> order) {
    List<Batch> batches = new ArrayList<>();
    int start = 0;
    int longestSource = 0;
    int longestTarget = 0;
    for (int i = 0; i < order.size(); i++) {
      longestSource = Math.max(longestSource, order.get(i).sourceLength());
      longestTarget = Math.max(longestTarget, order.get(i).targetLength());
      if ((i + 1L - start) * (longestSource + longestTarget) > maxTokens) {
        batches.add(new Batch(order.subList(start, i)));
        start = i;
        longestSource = order.get(i).sourceLength();
        longestTarget = order.get(i).targetLength();
      }
    }
    batches.add(new Batch(order.subList(start, order.size())));
    return batches;
  }

  /** Collects what {@link TokenBatches} needs. */
  public static final class Builder {

    private List<EncodedPair> pairs = List.of();
    private int maxTokens;
    private int maxLength = Integer.MAX_VALUE;
    private long seed;

    private Builder() {}

    /** Sets the pairs to cut into batches. */
    public Builder setPairs(List<EncodedPair> pairs) {
      this.pairs = pairs;
      return this;
    }

    /** Sets the budget: the most positions, padding included, that a batch may have. */
    public Builder setMaxTokens(int maxTokens) {
      this.maxTokens = maxTokens;
      return this;
    }

    /** Sets the most tokens that one sentence may have; the model's position table is the limit. */
    public Builder optMaxLength(int maxLength) {
      this.maxLength = maxLength;
      return this;
    }

    /** Sets the seed of the order; 0 if not set. */
    public Builder optSeed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Checks everything and builds.
     *
     * @throws IllegalArgumentException if there are no pairs, or one of them alone is over a limit
     */
    public TokenBatches build() {
      if (pairs.isEmpty()) {
        throw new IllegalArgumentException(
            "There are no sentence pairs to make batches of. Is the corpus empty?");
      }
      for (int i = 0; i < pairs.size(); i++) {
        check(i, pairs.get(i).sourceLength(), pairs.get(i).targetLength());
      }
      return new TokenBatches(this);
    }

    private void check(int index, int source, int target) {
      if (Math.max(source, target) > maxLength) {
        throw new IllegalArgumentException(
            String.format(
                "Sentence pair %d has %d source and %d target tokens, but a sentence may have at"
                    + " most %d. Leave it out, or give the model more positions.",
                index, source, target, maxLength));
      }
      if (source + target > maxTokens) {
        throw new IllegalArgumentException(
            String.format(
                "Sentence pair %d needs %d tokens (source %d, target %d), but a batch may hold"
                    + " only %d. Raise the budget, or leave the pair out.",
                index, source + target, source, target, maxTokens));
      }
    }
  }
}
