package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/**
 * Joining tensors along an axis, safe under autograd. DJL's own {@code NDArrays.concat} copies when
 * there is only one tensor, and its copies pass no gradient.
 */
public final class Concatenation {

  private Concatenation() {}

  /**
   * Joins the tensors one after another.
   *
   * @param parts at least one
   * @return owned by the manager of the first; a single tensor is returned as it is
   */
  public static NDArray along(int axis, NDList parts) {
    return parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, axis);
  }
}
