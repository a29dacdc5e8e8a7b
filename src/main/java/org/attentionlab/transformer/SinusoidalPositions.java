package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Sinusoidal position encodings, section 3.5: PE(pos, 2i) = sin(pos / 10000^(2i / d_model)) and
 * PE(pos, 2i + 1) = cos of the same angle. Angles are computed in double precision.
 */
public final class SinusoidalPositions {

  private static final double LONGEST = 10_000;

  private SinusoidalPositions() {}

  /**
   * The encodings of consecutive positions.
   *
   * @param first the first position, may be negative
   * @param length how many positions
   * @param modelWidth d_model; if it is odd, the last column is a sine
   * @return (length, d_model), owned by {@code manager}
   */
  public static NDArray table(NDManager manager, long first, int length, int modelWidth) {
    float[] table = new float[length * modelWidth];
    for (int row = 0; row < length; row++) {
      for (int column = 0; column < modelWidth; column++) {
        double angle = (first + row) * frequency(column / 2, modelWidth);
        table[row * modelWidth + column] =
            (float) (column % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return manager.create(table, new Shape(length, modelWidth));
  }

  /**
   * The matrix M_k with PE(pos + k) = M_k PE(pos) for every pos: a rotation of each pair (sin,
   * cos).
   *
   * @param shift k, may be negative
   * @param modelWidth d_model, even
   * @return (d_model, d_model), owned by {@code manager}
   */
  public static NDArray shiftMatrix(NDManager manager, long shift, int modelWidth) {
    if (modelWidth % 2 != 0) {
      throw new IllegalArgumentException(
          "Expected an even d_model, because a shift rotates pairs of columns, but got "
              + modelWidth
              + ".");
    }
    float[] matrix = new float[modelWidth * modelWidth];
    for (int pair = 0; pair < modelWidth / 2; pair++) {
      double angle = shift * frequency(pair, modelWidth);
      int sine = 2 * pair * modelWidth + 2 * pair; // row and column of the pair's sine
      int cosine = sine + modelWidth;
      matrix[sine] = (float) Math.cos(angle);
      matrix[sine + 1] = (float) Math.sin(angle);
      matrix[cosine] = (float) -Math.sin(angle);
      matrix[cosine + 1] = (float) Math.cos(angle);
    }
    return manager.create(matrix, new Shape(modelWidth, modelWidth));
  }

  /** The angle that pair i turns from one position to the next, in radians. */
  public static double frequency(int pair, int modelWidth) {
    return Math.pow(LONGEST, -2.0 * pair / modelWidth);
  }
}
