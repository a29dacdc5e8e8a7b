package org.attentionlab.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;

/**
 * A sentence pair as ids. The source ends with {@code <eos>}; the target begins with {@code <sos>}
 * and ends with {@code <eos>}, so that the decoder's input is the target without its last id and
 * the answers are the target without its first.
 */
public final class EncodedPair {

  private final int[] source;
  private final int[] target;

  private EncodedPair(int[] source, int[] target) {
    this.source = source;
    this.target = target;
  }

  /** Encodes two sentences of plain ids, which have no special ids yet. */
  public static EncodedPair of(int[] sourceIds, int[] targetIds) {
    int[] source = Arrays.copyOf(sourceIds, sourceIds.length + 1);
    source[sourceIds.length] = Vocabulary.EOS;
    int[] target = new int[targetIds.length + 2];
    target[0] = Vocabulary.SOS;
    System.arraycopy(targetIds, 0, target, 1, targetIds.length);
    target[target.length - 1] = Vocabulary.EOS;
    return new EncodedPair(source, target);
  }

  /** Cuts and encodes one pair; tokens that the vocabulary lacks become {@code <unk>}. */
  public static EncodedPair of(SentencePair pair, Tokenizer tokenizer, Vocabulary vocabulary) {
    return of(
        vocabulary.ids(tokenizer.tokenize(pair.source())),
        vocabulary.ids(tokenizer.tokenize(pair.target())));
  }

  /** Cuts and encodes all pairs, in their order. */
  public static List<EncodedPair> all(
      List<SentencePair> pairs, Tokenizer tokenizer, Vocabulary vocabulary) {
    List<EncodedPair> encoded = new ArrayList<>(pairs.size());
    for (SentencePair pair : pairs) {
      encoded.add(of(pair, tokenizer, vocabulary));
    }
    return encoded;
  }

  /** The source ids with {@code <eos>} at the end; a copy. */
  public int[] source() {
    return source.clone();
  }

  /** The target ids with {@code <sos>} at the front and {@code <eos>} at the end; a copy. */
  public int[] target() {
    return target.clone();
  }

  /** How many ids {@link #source()} has. */
  public int sourceLength() {
    return source.length;
  }

  /** How many ids {@link #target()} has. */
  public int targetLength() {
    return target.length;
  }

  /** Writes the source into a row of a matrix. */
  void copySource(long[] matrix, int offset) {
    copy(source, matrix, offset);
  }

  /** Writes the target into a row of a matrix. */
  void copyTarget(long[] matrix, int offset) {
    copy(target, matrix, offset);
  }

  private static void copy(int[] ids, long[] matrix, int offset) {
    for (int i = 0; i < ids.length; i++) {
      matrix[offset + i] = ids[i];
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedPair pair
        && Arrays.equals(source, pair.source)
        && Arrays.equals(target, pair.target);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(source) + Arrays.hashCode(target);
  }

  @Override
  public String toString() {
    return Arrays.toString(source) + " -> " + Arrays.toString(target);
  }
}
