package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;

/**
 * Numbers laid out in the order of their axes. A transposed array is only another view of the same
 * memory; who reads it again and again had better lay it out anew once. ({@code duplicate()} would
 * keep the old layout.)
 */
public final class Contiguous {

  private Contiguous() {}

  /**
   * The same numbers and shape, last axis fastest.
   *
   * @return owned by the manager of {@code array}
   */
  public static NDArray of(NDArray array) {
    return array.flatten().reshape(array.getShape()); // to flatten a transposed array is to copy it
  }
}
