package org.attentionlab.experiments;

/**
 * The kinds of layers that the paper compares in Table 1, with its formulas (section 4). Each maps
 * a sequence of n vectors of width d to another one. Operations are counted as the paper does: as
 * orders of magnitude, without constant factors, and without the projections of self-attention.
 */
public enum SequenceLayer {
  /** Every position looks at every other one: n² scores of width d. */
  SELF_ATTENTION("self-attention", "n² d", "1") {
    @Override
    public double operations(Settings s) {
      return s.n() * s.n() * s.d();
    }

    @Override
    public double longestPath(Settings s) {
      return 1;
    }
  },

  /** One step after the other, each with a matrix of d times d. */
  RECURRENT("recurrent", "n d²", "n") {
    @Override
    public double operations(Settings s) {
      return s.n() * s.d() * s.d();
    }

    @Override
    public double sequentialSteps(Settings s) {
      return s.n();
    }

    @Override
    public double longestPath(Settings s) {
      return s.n();
    }
  },

  /** A kernel of k positions, each with a matrix of d times d; dilated layers see k times more. */
  CONVOLUTIONAL("convolutional", "k n d²", "log_k n") {
    @Override
    public double operations(Settings s) {
      return s.k() * s.n() * s.d() * s.d();
    }

    @Override
    public double longestPath(Settings s) {
      return Math.log(s.n()) / Math.log(s.k());
    }
  },

  /** A kernel for each feature alone, then one matrix: in the paper's text, not in its table. */
  SEPARABLE_CONVOLUTIONAL("separable convolutional", "k n d + n d²", "log_k n") {
    @Override
    public double operations(Settings s) {
      return s.k() * s.n() * s.d() + s.n() * s.d() * s.d();
    }

    @Override
    public double longestPath(Settings s) {
      return CONVOLUTIONAL.longestPath(s);
    }
  },

  /** Every position looks at the r positions around it. */
  RESTRICTED_SELF_ATTENTION("self-attention, restricted to r", "r n d", "n / r") {
    @Override
    public double operations(Settings s) {
      return s.r() * s.n() * s.d();
    }

    @Override
    public double longestPath(Settings s) {
      return s.n() / s.r();
    }
  };

  private final String words;
  private final String operationsFormula;
  private final String pathFormula;

  SequenceLayer(String words, String operationsFormula, String pathFormula) {
    this.words = words;
    this.operationsFormula = operationsFormula;
    this.pathFormula = pathFormula;
  }

  /**
   * The sizes in the formulas.
   *
   * @param n positions of the sequence
   * @param d width of a vector
   * @param k positions that a kernel sees; at least 2 for a path
   * @param r positions that restricted attention sees
   */
  public record Settings(double n, double d, double k, double r) {

    /** Checks that they are positive. */
    public Settings {
      if (!(n >= 1 && d >= 1 && k >= 1 && r >= 1)) {
        throw new IllegalArgumentException(
            "Expected n, d, k and r of at least 1, but got n = %s, d = %s, k = %s, r = %s."
                .formatted(n, d, k, r));
      }
    }
  }

  /** The name in the paper, such as "self-attention". */
  public String words() {
    return words;
  }

  /** The formula of the operations, such as "n² d". */
  public String operationsFormula() {
    return operationsFormula;
  }

  /** The formula of the longest path, such as "log_k n". */
  public String pathFormula() {
    return pathFormula;
  }

  /** Operations of one layer. */
  public abstract double operations(Settings s);

  /** How many operations must wait for each other. */
  public double sequentialSteps(Settings s) {
    return 1;
  }

  /** How many steps a signal takes between the two positions that are farthest apart. */
  public abstract double longestPath(Settings s);
}
