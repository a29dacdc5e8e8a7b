package org.attentionlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TokenBatchesTest {

  @Property(tries = 200)
  void everyPairIsInExactlyOneBatchAndNoBatchIsOverTheBudget(
      @ForAll("corpora") List<EncodedPair> pairs,
      @ForAll @IntRange(min = 43, max = 500) int budget,
      @ForAll long seed,
      @ForAll @IntRange(max = 1000) int epoch) {
    List<Batch> batches = batches(pairs, budget, seed).epoch(epoch);

    List<EncodedPair> seen = new ArrayList<>();
    batches.forEach(batch -> seen.addAll(batch.pairs()));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(pairs);
    assertThat(batches).allMatch(b -> b.size() * (b.sourceLength() + b.targetLength()) <= budget);
  }

  @Property(tries = 100)
  void equalSeedAndEpochGiveEqualBatches(
      @ForAll("corpora") List<EncodedPair> pairs, @ForAll long seed, @ForAll long epoch) {
    assertThat(contents(batches(pairs, 100, seed).epoch(epoch)))
        .isEqualTo(contents(batches(pairs, 100, seed).epoch(epoch)));
  }

  @Example
  void epochsAndSeedsDifferInOrder() {
    List<EncodedPair> pairs = numbered(200);
    Set<List<List<EncodedPair>>> orders = new HashSet<>();
    for (int seed = 0; seed < 3; seed++) {
      for (int epoch = 0; epoch < 3; epoch++) {
        orders.add(contents(batches(pairs, 100, seed).epoch(epoch)));
      }
    }
    assertThat(orders).hasSize(9);
  }

  @Example
  void pairsOfEqualLengthMeetOtherPairsInTheNextEpoch() {
    TokenBatches batches = batches(numbered(200), 100, 7);
    Set<Set<EncodedPair>> first = new HashSet<>();
    batches.epoch(0).forEach(batch -> first.add(new HashSet<>(batch.pairs())));
    assertThat(batches.epoch(1)).anyMatch(b -> !first.contains(new HashSet<>(b.pairs())));
  }

  @Example
  void similarLengthsComeTogetherSoThatLittleIsPadding() {
    List<EncodedPair> pairs = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      pairs.add(pair(1 + i % 20, 1 + (i / 20) % 20));
    }
    long used = 0;
    long padded = 0;
    for (Batch batch : batches(pairs, 1000, 1).epoch(0)) {
      used += batch.sourceTokens() + batch.targetTokens() + batch.size();
      padded += (long) batch.size() * (batch.sourceLength() + batch.targetLength());
    }
    assertThat((double) used / padded).isGreaterThan(0.85);
  }

  @Example
  void aPairOverALimitIsRefusedWithItsNumbers() {
    List<EncodedPair> pairs = List.of(pair(3, 4), pair(10, 20));
    assertThatThrownBy(() -> batches(pairs, 32, 0))
        .hasMessageContaining("pair 1")
        .hasMessageContaining("33")
        .hasMessageContaining("32");
    assertThatThrownBy(
            () -> TokenBatches.builder().setPairs(pairs).setMaxTokens(99).optMaxLength(21).build())
        .hasMessageContaining("pair 1")
        .hasMessageContaining("22")
        .hasMessageContaining("21");
    assertThat(batches(pairs, 33, 0).epoch(0)).isNotEmpty();
  }

  @Example
  void nothingToBatchIsAnError() {
    assertThatThrownBy(() -> batches(List.of(), 32, 0)).hasMessageContaining("no sentence pairs");
  }

  @Provide
  Arbitrary<List<EncodedPair>> corpora() {
    Arbitrary<Integer> length = Arbitraries.integers().between(0, 20);
    return Combinators.combine(length, length).as(TokenBatchesTest::pair).list().ofMinSize(1);
  }

  private static TokenBatches batches(List<EncodedPair> pairs, int budget, long seed) {
    return TokenBatches.builder().setPairs(pairs).setMaxTokens(budget).optSeed(seed).build();
  }

  private static List<List<EncodedPair>> contents(List<Batch> batches) {
    return batches.stream().map(Batch::pairs).toList();
  }

  private static EncodedPair pair(int source, int target) {
    return EncodedPair.of(new int[source], new int[target]);
  }

  /** Pairs of equal length that differ in their ids. */
  private static List<EncodedPair> numbered(int count) {
    List<EncodedPair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(EncodedPair.of(new int[] {4 + i}, new int[] {4 + i}));
    }
    return pairs;
  }
}
