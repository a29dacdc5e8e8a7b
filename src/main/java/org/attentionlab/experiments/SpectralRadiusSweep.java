package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.attentionlab.nn.Initializers;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.recurrent.GradientFlow;
import org.attentionlab.recurrent.RecurrentState;
import org.attentionlab.recurrent.RnnCell;
import org.attentionlab.recurrent.WeightSpectrum;
import org.attentionlab.training.Weights;

/**
 * How the gradient of a plain RNN fades or grows with distance, for W_hh of several spectral radii.
 * W_hh is Gaussian and then scaled to the radius, inputs are Gaussian, and the loss is a Gaussian
 * combination of the last state, so that no direction is preferred. All in double precision:
 * radius^100 leaves the range of float.
 *
 * @param hiddenWidth H
 * @param distance how many steps back to look
 * @param activation tanh, or linear, where only W_hh matters
 * @param seed of weights, inputs and loss
 */
public record SpectralRadiusSweep(
    int hiddenWidth, int distance, RnnCell.Activation activation, long seed) {

  private static final int INPUT_WIDTH = 8;

  /** Width 64 over 100 steps. */
  public static SpectralRadiusSweep of(RnnCell.Activation activation, long seed) {
    return new SpectralRadiusSweep(64, 100, activation, seed);
  }

  /**
   * The gradient by distance for one W_hh.
   *
   * @param radius spectral radius of W_hh
   * @param largestSingularValue of W_hh
   * @param norms element k is the norm of dL/dh_{T-k}, k = 0 … distance
   */
  public record Curve(double radius, double largestSingularValue, double[] norms) {

    /** The theoretical line: radius^k times the first norm. */
    public double[] line() {
      return powers(radius);
    }

    /** What no norm can exceed: (largest singular value)^k times the first norm. */
    public double[] bound() {
      return powers(largestSingularValue);
    }

    /**
     * The factor a step between two distances: the geometric mean of the ratios of neighbours, so
     * that the turns of complex eigenvalues average out.
     */
    public double factor(int from, int to) {
      return Math.pow(norms[to] / norms[from], 1.0 / (to - from));
    }

    /** The largest ratio of a norm to its bound, from k = 1 on; rounding aside at most 1. */
    public double closestToBound() {
      double[] bound = bound();
      double largest = 0;
      for (int k = 1; k < norms.length; k++) {
        largest = Math.max(largest, norms[k] / bound[k]);
      }
      return largest;
    }

    private double[] powers(double base) {
      double[] powers = new double[norms.length];
      Arrays.setAll(powers, k -> norms[0] * Math.pow(base, k));
      return powers;
    }
  }

  /** Measures one curve for each radius; the weights differ only in their scale. */
  public List<Curve> measure(double... radii) {
    return Arrays.stream(radii).mapToObj(this::curve).toList();
  }

  private Curve curve(double radius) {
    try (NDManager manager = NDManager.newBaseManager()) {
      RandomStream stream = RandomStream.of(seed);
      RnnCell cell = new RnnCell(INPUT_WIDTH, hiddenWidth, activation, stream);
      cell.initialize(manager, DataType.FLOAT64, new Shape(1));
      NDArray weight =
          WeightSpectrum.scaledTo(gaussian(manager, stream, hiddenWidth, hiddenWidth), radius);
      Parameter hiddenWeight = NamedParameters.of(cell).get("weight_hh");
      Weights.copy(Map.of("W_hh", weight), Map.of("W_hh", hiddenWeight.getArray()));

      NDArray inputs = gaussian(manager, stream, 1, distance + 1, INPUT_WIDTH); // (1, T, I)
      NDArray direction = gaussian(manager, stream, 1, hiddenWidth); // dL/dh_T
      NDArray zeros = manager.zeros(new Shape(1, hiddenWidth), DataType.FLOAT64);
      double[] norms =
          GradientFlow.normsByDistance(
              cell, inputs, RecurrentState.of(zeros), last -> last.mul(direction).sum());
      WeightSpectrum spectrum = WeightSpectrum.of(hiddenWeight.getArray());
      return new Curve(radius, spectrum.largestSingularValue(), norms);
    }
  }

  private static NDArray gaussian(NDManager manager, RandomStream stream, long... shape) {
    return Initializers.normal(stream, 1).initialize(manager, new Shape(shape), DataType.FLOAT64);
  }
}
