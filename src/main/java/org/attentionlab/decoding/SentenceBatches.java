package org.attentionlab.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.attentionlab.data.NativeIds;

/** Puts sentences of similar lengths together, so that little padding goes through the model. */
final class SentenceBatches {

  private SentenceBatches() {}

  /**
   * Decodes all sources in batches.
   *
   * @param size how many sentences a batch has
   * @param decode finds a result for each sentence of a batch
   * @return the results in the order of the sources
   */
  static <T> List<T> decode(List<int[]> sources, int size, Function<List<int[]>, List<T>> decode) {
    List<T> found = new ArrayList<>(Collections.nCopies(sources.size(), null));
    int[] byLength =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> sources.get(i).length))
            .mapToInt(i -> i)
            .toArray();
    for (int from = 0; from < byLength.length; from += size) {
      int[] rows = Arrays.copyOfRange(byLength, from, Math.min(from + size, byLength.length));
      List<T> results = decode.apply(Arrays.stream(rows).mapToObj(sources::get).toList());
      for (int i = 0; i < rows.length; i++) {
        found.set(rows[i], results.get(i));
      }
    }
    return found;
  }

  /** The ids as a matrix (B, S), shorter sentences filled up with padding. */
  static NDArray padded(List<int[]> sources, int paddingId, NDManager manager) {
    int longest = sources.stream().mapToInt(s -> s.length).max().orElseThrow();
    long[] matrix = new long[sources.size() * longest];
    Arrays.fill(matrix, paddingId);
    for (int row = 0; row < sources.size(); row++) {
      int[] source = sources.get(row);
      for (int k = 0; k < source.length; k++) {
        matrix[row * longest + k] = source[k];
      }
    }
    return NativeIds.create(manager, matrix, new Shape(sources.size(), longest));
  }
}
