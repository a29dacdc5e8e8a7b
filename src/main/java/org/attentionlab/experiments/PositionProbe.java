package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.attentionlab.evaluation.LinearProbe;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.training.GradientMode;
import org.attentionlab.transformer.DeepEncoder;

/**
 * What is still to be found in the states of each layer of a {@link DeepEncoder}: how much the
 * tokens of a sequence are alike, and whether a {@link LinearProbe} can tell from one state at
 * which position it stands. The probe is fitted to some random sequences and tried on others.
 *
 * @param alike mean cosine between two tokens of the same sequence, below each layer and above the
 *     last: N + 1 numbers; 1 means that all tokens have become one
 * @param positionPercent how many positions the probe reads rightly, N + 1 numbers
 * @param chancePercent what a guess would get
 */
public record PositionProbe(double[] alike, double[] positionPercent, double chancePercent) {

  private static final int FITTED = 200;
  private static final int TRIED = 100;
  private static final double RIDGE = 1e-3;

  /**
   * Looks into a model.
   *
   * @param task says which symbols there are; all sequences have its greatest length
   */
  public static PositionProbe of(DeepEncoder model, TaggingTask task, long seed) {
    int length = task.longest();
    TaggingTask full = new TaggingTask(task.kind(), task.symbols(), length, length);
    RandomStream stream = RandomStream.of(seed);
    try (GradientMode off = GradientMode.off();
        NDManager manager = NDManager.newBaseManager()) {
      List<NDArray> fitted = model.states(full.samples(FITTED, stream, manager).tokens(), false);
      List<NDArray> tried = model.states(full.samples(TRIED, stream, manager).tokens(), false);
      double[] alike = new double[fitted.size()];
      double[] percent = new double[fitted.size()];
      for (int layer = 0; layer < alike.length; layer++) {
        alike[layer] = alike(tried.get(layer));
        LinearProbe probe =
            LinearProbe.fit(rows(fitted.get(layer)), positions(FITTED, length), length, RIDGE);
        percent[layer] = probe.accuracyPercent(rows(tried.get(layer)), positions(TRIED, length));
      }
      return new PositionProbe(alike, percent, 100.0 / length);
    }
  }

  /**
   * The mean cosine between two tokens at different positions of the same sequence.
   *
   * @param states (B, T, d_model)
   */
  public static double alike(NDArray states) {
    NDArray unit = states.div(states.norm(new int[] {2}, true)); // (B, T, d_model)
    double all = unit.matMul(unit.transpose(0, 2, 1)).sum().getFloat(); // cosines (B, T, T)
    double sequences = states.getShape().get(0);
    double length = states.getShape().get(1);
    return (all - sequences * length) / (sequences * length * (length - 1)); // without the diagonal
  }

  private static float[][] rows(NDArray states) {
    int width = Math.toIntExact(states.getShape().get(2));
    float[] all = states.toFloatArray();
    float[][] rows = new float[all.length / width][];
    Arrays.setAll(rows, row -> Arrays.copyOfRange(all, row * width, (row + 1) * width));
    return rows;
  }

  private static int[] positions(int sequences, int length) {
    int[] positions = new int[sequences * length];
    Arrays.setAll(positions, row -> row % length);
    return positions;
  }
}
