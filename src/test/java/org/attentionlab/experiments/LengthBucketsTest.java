package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.experiments.LengthBuckets.Bucket;
import org.attentionlab.text.WordTokenizer;
import org.junit.jupiter.api.Test;

class LengthBucketsTest {

  @Test
  void theLimitsBelongToTheBucketsThatTheyEnd() {
    LengthBuckets buckets = new LengthBuckets(2, 4);
    List<SentencePair> pairs =
        List.of("a.", "a b.", "a b c.", "a b c d!", "a b c d e.").stream()
            .map(source -> SentencePair.of(source, "x"))
            .toList();

    Map<Bucket, List<SentencePair>> sorted = buckets.sort(pairs, new WordTokenizer());

    assertThat(sorted.keySet()).extracting(Bucket::toString).containsExactly("1-2", "3-4", "5+");
    assertThat(sorted.values())
        .containsExactly(pairs.subList(0, 2), pairs.subList(2, 4), pairs.subList(4, 5));
  }

  @Test
  void punctuationIsNoWordButANumberIsOne() {
    assertThat(LengthBuckets.words("Well, the 2 well-known cats don't run.", new WordTokenizer()))
        .isEqualTo(7);
  }

  @Test
  void theTestOfThePocketGrammarHas200SentencesOfEachLength() {
    Corpus corpus = Corpora.named("grammar-en-ko");
    Map<Bucket, List<SentencePair>> sorted =
        LengthBuckets.usual().sort(corpus.pairs(Split.TEST), corpus.tokenizer());
    assertThat(sorted.values()).allSatisfy(pairs -> assertThat(pairs).hasSizeGreaterThan(200));
  }

  @Test
  void limitsThatFallAreRefused() {
    assertThatThrownBy(() -> new LengthBuckets(6, 5)).isInstanceOf(IllegalArgumentException.class);
  }
}
