package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** What a search needs to know of a model, or of several models that speak as one. */
public interface Decodable {

  /**
   * Encodes {@code source} once and returns a state from which tokens can be decoded one by one.
   *
   * @param source (B, S) token ids
   */
  DecodingState start(NDArray source);

  /** The id of the padding token. */
  int paddingId();

  /** Owns the weights; sub-managers of it are on the right device. */
  NDManager manager();
}
