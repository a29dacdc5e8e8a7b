package org.attentionlab.reference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.attentionlab.nn.Dropout;
import org.attentionlab.nn.FeedForward;
import org.attentionlab.nn.LayerNorm;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.ResidualConnection;
import org.attentionlab.transformer.LearnedPositions;
import org.attentionlab.transformer.SinusoidalPositions;

/** The small layers of a Transformer, and positions. */
final class LayerFamilies {

  private LayerFamilies() {}

  static final Map<String, Family> ALL =
      Map.of(
          "layer_norm", LayerFamilies::layerNorm,
          "feed_forward", LayerFamilies::feedForward,
          "residual_post_ln", LayerFamilies::residual,
          "residual_pre_ln", LayerFamilies::residual,
          "positional_sinusoidal", LayerFamilies::sinusoidal,
          "positional_learned", LayerFamilies::learned);

  private static void transform(CaseRun run, UnaryOperator<NDArray> layer) {
    NDArray x = run.input("x");
    run.differentiate(() -> run.output("output", layer.apply(x)));
  }

  private static void layerNorm(CaseRun run) {
    int width = run.reference.integer("normalized_size");
    transform(run, run.load(new LayerNorm(width, run.reference.epsilon()))::normalize);
  }

  private static void feedForward(CaseRun run) {
    int width = run.reference.integer("d_model");
    int inner = run.reference.integer("d_ff");
    transform(run, run.load(new FeedForward(width, inner, RandomStream.of(0)))::transform);
  }

  private static void residual(CaseRun run) {
    int width = run.reference.integer("d_model");
    RandomStream stream = RandomStream.of(0);
    Linear sublayer = run.load(new Linear(width, width, true, stream), "sublayer.");
    LayerNorm norm = run.load(new LayerNorm(width, run.reference.epsilon()), "norm.");
    ResidualConnection residual =
        new ResidualConnection(norm, new Dropout(0, stream), run.reference.flag("norm_first"));
    transform(run, x -> residual.around(x, sublayer::map, true));
  }

  private static void sinusoidal(CaseRun run) {
    int width = run.reference.integer("d_model");
    int length = run.reference.integer("length");
    int first = run.reference.integer("first_position");
    run.output("table", SinusoidalPositions.table(run.manager, first, length, width));
    if (run.reference.has("shift")) {
      int shift = run.reference.integer("shift");
      run.output("shift_matrix", SinusoidalPositions.shiftMatrix(run.manager, shift, width));
      run.output(
          "shifted_table", SinusoidalPositions.table(run.manager, first + shift, length, width));
    }
  }

  private static void learned(CaseRun run) {
    LearnedPositions positions =
        run.load(
            new LearnedPositions(
                run.reference.integer("max_length"),
                run.reference.integer("d_model"),
                RandomStream.of(0)));
    NDArray explicit = run.inputOrNull("positions"); // (B, T)
    transform(run, x -> explicit == null ? positions.add(x, 0) : positions.add(x, explicit));
  }

  /** The target without its last, or without its first token. */
  static NDArray part(NDArray target, String range) {
    return target.get(new NDIndex(":, " + range));
  }
}
