package org.attentionlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The optimiser Adam (Kingma and Ba 2015; section 5.3 of the paper). For every weight w with
 * gradient g it keeps a running mean m of g and a running mean v of g², both corrected for having
 * started at zero:
 *
 * <pre>
 * m = β1 m + (1 - β1) g
 * v = β2 v + (1 - β2) g²
 * w = w - rate · (m / (1 - β1^t)) / (sqrt(v / (1 - β2^t)) + ε)
 * </pre>
 *
 * ε stands outside the root of the corrected v, as in PyTorch. (DJL's own Adam adds it to the
 * uncorrected root and cannot save m and v, which is why the kit has this class.)
 */
public final class Adam implements AutoCloseable {

  private static final String FIRST = "first_moment.";
  private static final String SECOND = "second_moment.";

  private final Map<String, NDArray> weights;
  private final Map<String, NDArray> m = new LinkedHashMap<>();
  private final Map<String, NDArray> v = new LinkedHashMap<>();
  private final NDManager manager;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private long steps;

  /**
   * An optimiser that has not stepped yet: all m and v are 0.
   *
   * @param weights what to learn, by name, e.g. from {@link Weights#learned}; they stay the
   *     caller's
   */
  public Adam(Map<String, NDArray> weights, double beta1, double beta2, double epsilon) {
    if (weights.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to learn: the model has no weights, or initialize(manager) was not"
              + " called.");
    }
    this.weights = new LinkedHashMap<>(weights);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    manager = weights.values().iterator().next().getManager().newSubManager();
    weights.forEach(
        (name, weight) -> {
          m.put(name, manager.zeros(weight.getShape()));
          v.put(name, manager.zeros(weight.getShape()));
        });
  }

  /** With the paper's β1 = 0.9, β2 = 0.98 and ε = 1e-9. */
  public Adam(Map<String, NDArray> weights) {
    this(weights, 0.9, 0.98, 1e-9);
  }

  /**
   * Moves every weight one step, in place.
   *
   * @param gradients one for each weight, by name
   * @param learningRate the length of this step
   */
  public void step(Map<String, NDArray> gradients, double learningRate) {
    requireAll("gradient", gradients);
    steps++;
    double correction1 = 1 - Math.pow(beta1, steps);
    double correction2 = 1 - Math.pow(beta2, steps);
    try (GradientMode off = GradientMode.off();
        NDManager scratch = manager.newSubManager()) {
      NDArray keep1 = number(scratch, beta1);
      NDArray take1 = number(scratch, 1 - beta1);
      NDArray keep2 = number(scratch, beta2);
      NDArray take2 = number(scratch, 1 - beta2);
      NDArray rate = number(scratch, learningRate / correction1);
      NDArray correct2 = number(scratch, 1 / correction2);
      NDArray eps = number(scratch, epsilon);
      weights.forEach(
          (name, w) -> {
            NDArray g = gradients.get(name);
            NDArray mean = m.get(name).muli(keep1);
            NDArray meanOfSquare = v.get(name).muli(keep2);
            // The numbers stand first, so that temporary results belong to scratch, not to w.
            try (NDArray newG = take1.mul(g);
                NDArray newSquare = take2.mul(g).muli(g)) {
              mean.addi(newG);
              meanOfSquare.addi(newSquare);
            }
            try (NDArray corrected = correct2.mul(meanOfSquare);
                NDArray root = corrected.sqrt().addi(eps);
                NDArray move = rate.mul(mean).divi(root)) {
              w.subi(move);
            }
          });
    }
  }

  /** How many steps were made, t in the formula. */
  public long steps() {
    return steps;
  }

  /** m of each weight; not a copy. */
  public Map<String, NDArray> firstMoments() {
    return Collections.unmodifiableMap(m);
  }

  /** v of each weight, not yet corrected; not a copy. */
  public Map<String, NDArray> secondMoments() {
    return Collections.unmodifiableMap(v);
  }

  /** All that a checkpoint must keep, besides {@link #steps()}; not a copy. */
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    m.forEach((name, mean) -> state.put(FIRST + name, mean));
    v.forEach((name, meanOfSquare) -> state.put(SECOND + name, meanOfSquare));
    return state;
  }

  /**
   * Continues from a saved state.
   *
   * @param state what {@link #state()} returned; copied
   * @param savedSteps what {@link #steps()} returned
   */
  public void restore(Map<String, NDArray> state, long savedSteps) {
    Weights.copy(state, state());
    steps = savedSteps;
  }

  /** Frees m and v; the weights stay. */
  @Override
  public void close() {
    manager.close();
  }

  private void requireAll(String what, Map<String, NDArray> given) {
    for (Map.Entry<String, NDArray> weight : weights.entrySet()) {
      NDArray found = given.get(weight.getKey());
      if (found == null || !found.getShape().equals(weight.getValue().getShape())) {
        throw new IllegalArgumentException(
            "Expected a %s of shape %s for the weight %s, but got %s"
                .formatted(
                    what,
                    weight.getValue().getShape(),
                    weight.getKey(),
                    found == null ? "none" : found.getShape()));
      }
    }
  }

  private static NDArray number(NDManager manager, double value) {
    return manager.full(new Shape(), (float) value);
  }
}
