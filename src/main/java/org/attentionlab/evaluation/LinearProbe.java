package org.attentionlab.evaluation;

import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Asks whether something can be read out of vectors with a linear map: the class of a vector is the
 * row of W (x, 1) with the greatest number, and W is found by least squares with a small ridge, in
 * double. If the probe is right on vectors that it was not fitted to, the information is there, in
 * a form that the next linear map could use. If it is wrong, it may still be there in another form.
 *
 * <p>Every feature is shifted to mean 0 and scaled to variance 1 first, so that a small difference
 * counts as much as a large one. A probe is thus kinder than a layer of a network.
 */
public final class LinearProbe {

  private final double[] means; // (width)
  private final double[] deviations; // (width)
  private double[][] weights; // (classes, width + 1)

  private LinearProbe(float[][] vectors) {
    int width = vectors[0].length;
    means = new double[width];
    deviations = new double[width];
    for (int i = 0; i < width; i++) {
      for (float[] vector : vectors) {
        means[i] += vector[i] / vectors.length;
      }
      for (float[] vector : vectors) {
        deviations[i] += Math.pow(vector[i] - means[i], 2) / vectors.length;
      }
      // A feature that never changes says nothing, and stays 0.
      deviations[i] = deviations[i] == 0 ? 1 : Math.sqrt(deviations[i]);
    }
  }

  /**
   * Fits a probe.
   *
   * @param vectors (n, width)
   * @param classes n numbers from 0 to {@code number} - 1
   * @param number how many classes there are
   * @param ridge above 0; how much large weights cost, compared with one vector's error
   */
  public static LinearProbe fit(float[][] vectors, int[] classes, int number, double ridge) {
    if (vectors.length == 0 || vectors.length != classes.length || !(ridge > 0)) {
      throw new IllegalArgumentException(
          ("Expected as many classes as vectors, at least one, and a ridge above 0, but got %d"
                  + " vectors, %d classes and the ridge %s.")
              .formatted(vectors.length, classes.length, ridge));
    }
    LinearProbe probe = new LinearProbe(vectors);
    double[][] inputs = new double[vectors.length][];
    double[][] wanted = new double[vectors.length][number]; // 1 in the column of the class
    for (int row = 0; row < vectors.length; row++) {
      inputs[row] = probe.scaled(vectors[row]);
      wanted[row][classes[row]] = 1;
    }
    RealMatrix x = MatrixUtils.createRealMatrix(inputs);
    RealMatrix transposed = x.transpose();
    RealMatrix eye = MatrixUtils.createRealIdentityMatrix(x.getColumnDimension());
    RealMatrix system = transposed.multiply(x).add(eye.scalarMultiply(ridge));
    RealMatrix right = transposed.multiply(MatrixUtils.createRealMatrix(wanted));
    probe.weights =
        new CholeskyDecomposition(system).getSolver().solve(right).transpose().getData();
    return probe;
  }

  private double[] scaled(float[] vector) {
    double[] x = new double[vector.length + 1];
    for (int i = 0; i < vector.length; i++) {
      x[i] = (vector[i] - means[i]) / deviations[i];
    }
    x[vector.length] = 1;
    return x;
  }

  /** The class that the probe reads out of a vector. */
  public int classOf(float... vector) {
    double[] x = scaled(vector);
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < weights.length; c++) {
      double score = 0;
      for (int i = 0; i < x.length; i++) {
        score += weights[c][i] * x[i];
      }
      if (score > most) {
        most = score;
        best = c;
      }
    }
    return best;
  }

  /** How many vectors the probe reads rightly, in percent; they should be other ones. */
  public double accuracyPercent(float[][] vectors, int[] classes) {
    int right = 0;
    for (int row = 0; row < vectors.length; row++) {
      right += classOf(vectors[row]) == classes[row] ? 1 : 0;
    }
    return 100.0 * right / vectors.length;
  }
}
