package org.attentionlab.reference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.attentionlab.nn.BatchNorm;
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
          "batch_norm_1d", LayerFamilies::batchNorm,
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

  /** The cases have the features on axis 1, (B, C) or (B, C, T); the kit has them last. */
  private static void batchNorm(CaseRun run) {
    BatchNorm norm =
        run.load(
            new BatchNorm(
                run.reference.integer("num_features"),
                run.reference.epsilon(),
                run.reference.number("momentum")));
    boolean training = run.reference.flag("training");
    NDArray x = run.input("x");
    boolean time = x.getShape().dimension() == 3;
    run.differentiate(
        () -> {
          NDArray y = norm.normalize(time ? x.transpose(0, 2, 1) : x, training); // (B, T, C)
          run.output("output", time ? y.transpose(0, 2, 1) : y);
        });
    for (String name : List.of("running_mean", "running_var", "num_batches_tracked")) {
      run.output(name, run.state(name));
    }
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
