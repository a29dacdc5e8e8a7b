package org.attentionlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attentionlab.nn.Scalars;

/**
 * The mean of the weights of several checkpoints of one training, section 6.1: the paper averages
 * the last 5 of the base model and the last 20 of the big one. The last steps of a training jump
 * around a good place; their mean is nearer to it.
 */
public final class CheckpointAverage {

  private CheckpointAverage() {}

  /**
   * Averages weights name by name; the sums are in double precision.
   *
   * @param checkpoints weights by name, all with the same names and shapes
   * @return the means, in the type of the first checkpoint, owned by {@code owner}
   * @throws IllegalArgumentException if there is no checkpoint, or they differ in names or shapes
   */
  public static Map<String, NDArray> of(List<Map<String, NDArray>> checkpoints, NDManager owner) {
    if (checkpoints.isEmpty()) {
      throw new IllegalArgumentException("Expected at least one checkpoint to average, got none.");
    }
    Map<String, NDArray> first = checkpoints.get(0);
    checkpoints.forEach(other -> requireSameNames(first.keySet(), other.keySet()));
    Map<String, NDArray> means = new LinkedHashMap<>();
    for (String name : first.keySet()) {
      means.put(name, mean(name, checkpoints, owner));
    }
    return means;
  }

  private static NDArray mean(
      String name, List<Map<String, NDArray>> checkpoints, NDManager owner) {
    NDArray first = checkpoints.get(0).get(name);
    try (NDManager scratch = owner.newSubManager()) {
      NDArray sum = scratch.zeros(first.getShape(), DataType.FLOAT64);
      for (Map<String, NDArray> weights : checkpoints) {
        NDArray one = weights.get(name);
        if (!one.getShape().equals(first.getShape())) {
          throw new IllegalArgumentException(
              "Only checkpoints of one model can be averaged, but %s is %s in one and %s in another."
                  .formatted(name, first.getShape(), one.getShape()));
        }
        try (NDArray wide = one.toType(DataType.FLOAT64, true)) {
          sum.addi(wide);
        }
      }
      NDArray mean =
          sum.mul(Scalars.of(sum, 1.0 / checkpoints.size())).toType(first.getDataType(), true);
      mean.attach(owner);
      return mean;
    }
  }

  private static void requireSameNames(Set<String> expected, Set<String> actual) {
    if (!expected.equals(actual)) {
      throw new IllegalArgumentException(
          "Only checkpoints of one model can be averaged, but the names of their weights differ: "
              + expected.stream().filter(name -> !actual.contains(name)).limit(3).toList()
              + " and "
              + actual.stream().filter(name -> !expected.contains(name)).limit(3).toList()
              + " are in one of them only.");
    }
  }
}
