package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;

/** Checks of shapes whose messages a student can act on. */
public final class Shapes {

  private Shapes() {}

  /**
   * Requires the last axis of {@code x} to have size {@code width}.
   *
   * @param what the tensor in words, e.g. "the queries"
   * @throws IllegalArgumentException naming what was expected and what came
   */
  public static void requireLast(String what, NDArray x, long width) {
    if (x.getShape().dimension() == 0 || x.getShape().get(x.getShape().dimension() - 1) != width) {
      throw new IllegalArgumentException(
          "Expected "
              + what
              + " to have width "
              + width
              + " on the last axis, but its shape is "
              + x.getShape()
              + ". Look at the layer that made it, and at the configuration's widths.");
    }
  }

  /**
   * Requires {@code x} to have {@code axes} axes.
   *
   * @param legend the expected axes in the paper's letters, e.g. "(B, T, d_model)"
   * @throws IllegalArgumentException naming what was expected and what came
   */
  public static void requireAxes(String what, NDArray x, int axes, String legend) {
    if (x.getShape().dimension() != axes) {
      throw new IllegalArgumentException(
          "Expected "
              + what
              + " with "
              + axes
              + " axes "
              + legend
              + ", but the shape is "
              + x.getShape()
              + ". A missing batch axis is added with expandDims(0).");
    }
  }

  /** Requires two tensors to agree on one axis each. */
  public static void requireEqual(
      String what, NDArray a, int axisOfA, String other, NDArray b, int axisOfB) {
    if (a.getShape().get(axisOfA) != b.getShape().get(axisOfB)) {
      throw new IllegalArgumentException(
          "Expected "
              + what
              + " and "
              + other
              + " to agree on axes "
              + axisOfA
              + " and "
              + axisOfB
              + ", but the shapes are "
              + a.getShape()
              + " and "
              + b.getShape()
              + ".");
    }
  }
}
