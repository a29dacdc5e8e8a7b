package org.attentionlab.evaluation;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a {@link LeakTest} found.
 *
 * @param test its name
 * @param allowed how far an output may move, relative to its largest value; 0 for equal bits
 * @param compared how many changes were tried
 * @param leaks where an output moved; empty for a good model
 */
public record LeakReport(String test, double allowed, int compared, List<Leak> leaks) {

  /**
   * An output that moved.
   *
   * @param changed the position (or, for batches, the sentence) that was changed
   * @param sentence in which it moved, from 0
   * @param position that moved, from 0
   * @param difference by how much
   * @param head the first layer and head that saw the change, or empty
   */
  public record Leak(int changed, int sentence, int position, double difference, String head) {}

  public LeakReport {
    leaks = List.copyOf(leaks);
  }

  LeakReport(String test, double allowed) {
    this(test, allowed, 0, List.of());
  }

  /** Whether nothing moved. */
  public boolean isClean() {
    return leaks.isEmpty();
  }

  /** This report and what differs between two outputs (B, T, …). */
  LeakReport compare(int changed, NDArray before, NDArray after, Supplier<String> head) {
    float[] a = before.toFloatArray();
    float[] b = after.toFloatArray();
    double most = 1e-30;
    for (float value : a) {
      most = Math.max(most, Math.abs(value));
    }
    int time = Math.toIntExact(before.getShape().get(1));
    int width = a.length / Math.toIntExact(before.getShape().get(0)) / Math.max(1, time);
    List<Leak> all = new ArrayList<>(leaks);
    for (int i = 0; i < a.length; i++) {
      boolean same = allowed == 0 ? a[i] == b[i] : Math.abs(a[i] - b[i]) <= allowed * most;
      if (!same) { // NaN is never the same
        int row = i / width;
        all.add(new Leak(changed, row / time, row % time, Math.abs(a[i] - b[i]), head.get()));
        break; // the first one tells enough
      }
    }
    return new LeakReport(test, allowed, compared + 1, all);
  }

  /** For example {@code look-ahead: 5 changes, no output moved}. */
  @Override
  public String toString() {
    if (isClean()) {
      return "%s: %d changes, no output moved".formatted(test, compared);
    }
    Leak first = leaks.get(0);
    return "%s: LEAK after %d of %d changes; changing %d moves position %d of sentence %d by %.3g%s"
        .formatted(
            test,
            leaks.size(),
            compared,
            first.changed,
            first.position,
            first.sentence,
            first.difference,
            first.head.isEmpty() ? "" : "; first seen by " + first.head);
  }
}
