package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;

/**
 * A sentence batch in the middle of being decoded: what the encoder found, and what has been said
 * so far. Made by {@link SequenceToSequence#start}; closing it frees its memory.
 */
public interface DecodingState extends AutoCloseable {

  /**
   * Appends one token to each sentence and scores what could come next.
   *
   * @param tokens (B) int64 ids; the first call passes {@code <sos>}
   * @return (B, V) scores before the softmax; owned by the manager of {@code tokens}
   */
  NDArray next(NDArray tokens);

  /**
   * Goes on with some sentences only, or with several copies of one: row i is from now on what row
   * {@code rows[i]} was. A search drops finished sentences so, and branches.
   *
   * @param rows indices of the present rows, at least one
   */
  void select(int[] rows);

  @Override
  void close();
}
