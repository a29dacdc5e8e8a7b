package org.attentionlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collection;

/**
 * Clipping by global norm (Pascanu et al. 2013): if all gradients together, seen as one long
 * vector, are longer than {@code maxNorm}, they are shortened to that length. The direction stays.
 *
 * @param maxNorm the longest that may pass
 */
public record GradientClipping(double maxNorm) {

  /** Keeps the division finite when all gradients are 0; the same number as in PyTorch. */
  private static final double TINY = 1e-6;

  /** Checks the limit. */
  public GradientClipping {
    if (!(maxNorm > 0)) {
      throw new IllegalArgumentException("Expected a positive norm, but got " + maxNorm);
    }
  }

  /** The Euclidean norm of all elements of all gradients together. */
  public static double norm(Collection<NDArray> gradients) {
    if (gradients.isEmpty()) {
      return 0;
    }
    try (NDManager scratch = gradients.iterator().next().getManager().newSubManager()) {
      NDList norms = new NDList();
      for (NDArray gradient : gradients) {
        NDArray norm = gradient.norm();
        norm.attach(scratch);
        norms.add(norm);
      }
      return NDArrays.stack(norms).norm().getFloat();
    }
  }

  /**
   * Multiplies all gradients, in place, by min(1, maxNorm / (norm + 1e-6)).
   *
   * @return the norm before clipping
   */
  public double clip(Collection<NDArray> gradients) {
    double norm = norm(gradients);
    double factor = maxNorm / (norm + TINY);
    if (factor < 1) {
      try (NDManager scratch = gradients.iterator().next().getManager().newSubManager()) {
        NDArray scale = scratch.full(new Shape(), (float) factor);
        gradients.forEach(gradient -> gradient.muli(scale));
      }
    }
    return norm;
  }
}
