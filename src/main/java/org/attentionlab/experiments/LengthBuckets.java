package org.attentionlab.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionlab.data.SentencePair;
import org.attentionlab.text.Tokenizer;

/**
 * Sentence pairs sorted by the length of their source, to draw a result against length. A length is
 * counted in words: tokens without a letter or digit, such as a full stop, do not count.
 */
public final class LengthBuckets {

  private final List<Bucket> buckets;

  /**
   * Sentences of some lengths.
   *
   * @param from the fewest words
   * @param to the most words
   */
  public record Bucket(int from, int to) {

    boolean holds(int words) {
      return words >= from && words <= to;
    }

    /** For example {@code 7-9}; {@code 16+} if there is no end. */
    @Override
    public String toString() {
      return to == Integer.MAX_VALUE ? from + "+" : from + "-" + to;
    }
  }

  /**
   * Buckets that end at these numbers of words, and one for all that is longer.
   *
   * @param ends in rising order, such as 6, 9, 12, 15
   */
  public LengthBuckets(int... ends) {
    List<Bucket> list = new ArrayList<>();
    int from = 1;
    for (int end : ends) {
      if (end < from) {
        throw new IllegalArgumentException(
            "Expected lengths in rising order, from 1, but got " + end + " after " + (from - 1));
      }
      list.add(new Bucket(from, end));
      from = end + 1;
    }
    list.add(new Bucket(from, Integer.MAX_VALUE));
    buckets = List.copyOf(list);
  }

  /** 1 to 6 words, 7 to 9, 10 to 12, 13 to 15, and 16 or more. */
  public static LengthBuckets usual() {
    return new LengthBuckets(6, 9, 12, 15);
  }

  /** All buckets, the shortest first. */
  public List<Bucket> all() {
    return buckets;
  }

  /** The pairs of each bucket, in the buckets' order; a bucket may be empty. */
  public Map<Bucket, List<SentencePair>> sort(List<SentencePair> pairs, Tokenizer tokenizer) {
    Map<Bucket, List<SentencePair>> sorted = new LinkedHashMap<>();
    buckets.forEach(bucket -> sorted.put(bucket, new ArrayList<>()));
    for (SentencePair pair : pairs) {
      int words = words(pair.source(), tokenizer);
      sorted.forEach(
          (bucket, list) -> {
            if (bucket.holds(words)) {
              list.add(pair);
            }
          });
    }
    return sorted;
  }

  /** How many words a text has: its tokens with a letter or a digit. */
  public static int words(String text, Tokenizer tokenizer) {
    return (int)
        tokenizer.tokenize(text).stream()
            .filter(token -> token.codePoints().anyMatch(Character::isLetterOrDigit))
            .count();
  }
}
