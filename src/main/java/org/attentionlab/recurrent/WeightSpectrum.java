package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.attentionlab.nn.Scalars;

/**
 * How a square matrix such as W_hh stretches what it is multiplied with, once and many times.
 *
 * @param largestSingularValue the most that one product can stretch a vector
 * @param spectralRadius the largest absolute eigenvalue: the growth a step after many products
 */
public record WeightSpectrum(double largestSingularValue, double spectralRadius) {

  /**
   * Computes both numbers in double precision.
   *
   * @param weight (H, H)
   */
  public static WeightSpectrum of(NDArray weight) {
    if (weight.getShape().dimension() != 2
        || weight.getShape().get(0) != weight.getShape().get(1)) {
      throw new IllegalArgumentException(
          "Expected a square matrix (H, H) such as W_hh, but got shape " + weight.getShape() + ".");
    }
    int size = Math.toIntExact(weight.getShape().get(0));
    double[] values = weight.toType(DataType.FLOAT64, true).toDoubleArray();
    double[][] rows = new double[size][size];
    for (int i = 0; i < values.length; i++) {
      rows[i / size][i % size] = values[i];
    }
    Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(rows, false);
    double largest = new SingularValueDecomposition(matrix).getNorm();
    EigenDecomposition eigen = new EigenDecomposition(matrix);
    double radius = 0;
    for (int i = 0; i < size; i++) {
      radius = Math.max(radius, Math.hypot(eigen.getRealEigenvalue(i), eigen.getImagEigenvalue(i)));
    }
    return new WeightSpectrum(largest, radius);
  }

  /**
   * The same matrix, stretched or shrunk so that its spectral radius is {@code radius}.
   *
   * @param weight (H, H), with a spectral radius above 0
   * @return (H, H), a new array of the same manager
   */
  public static NDArray scaledTo(NDArray weight, double radius) {
    double now = of(weight).spectralRadius();
    if (!(now > 0)) {
      throw new IllegalArgumentException(
          "Expected a matrix with a spectral radius above 0, but got " + now + ".");
    }
    return weight.mul(Scalars.of(weight, radius / now));
  }
}
