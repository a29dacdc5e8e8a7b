package org.attentionlab.cli;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.attentionlab.data.Batch;
import org.attentionlab.nn.MatrixProduct;
import org.attentionlab.nn.MatrixProductTrial;
import org.attentionlab.training.ChunkedLabelSmoothing;
import org.attentionlab.training.GradientMode;
import org.attentionlab.training.LabelSmoothing;
import org.attentionlab.training.Learner;
import org.attentionlab.training.Safetensors;
import org.attentionlab.training.SequenceLoss;
import org.attentionlab.training.Weights;
import org.attentionlab.transformer.Transformer;

/**
 * Our side of {@code ./course bench train}, in a process of its own: the {@link Learner} that every
 * training uses. It takes the same orders as {@code bench_train.py}, see there; only {@code loss
 * FILE} writes the weights to the file instead of reading them, and {@code peak 1} measures the
 * machine.
 */
final class BenchTrainingSide {

  private static final double RATE = 1e-4;

  private BenchTrainingSide() {}

  /**
   * Answers orders until standard input ends.
   *
   * @param args the {@link BenchSizes} as JSON
   */
  public static void main(String[] args) throws IOException {
    BenchSizes sizes = new Gson().fromJson(args[0], BenchSizes.class);
    Engine.getInstance(); // loads libtorch
    JniUtils.setNumThreads(sizes.threads());
    try (NDManager manager = NDManager.newBaseManager()) {
      MatrixProduct way = MatrixProductTrial.choose(manager.getDevice());
      Transformer model = new Transformer(sizes.model(), 1);
      model.initialize(manager);
      Weights.of(model).values().forEach(weight -> weight.setRequiresGradient(true));
      SequenceLoss loss =
          new ChunkedLabelSmoothing(new LabelSmoothing(sizes.smoothing(), model.paddingId()));
      Batch batch = sizes.batch();
      try (Learner learner = new Learner(model, loss, Optional.empty())) {
        BenchOrders.serve(
            BenchOrders.version("%s (%s)".formatted(way, MatrixProductTrial.speeds())),
            line -> {
              String[] order = line.split(" ", 2);
              if (order[0].equals("loss")) {
                Safetensors.write(Path.of(order[1]), Weights.of(model), Map.of());
                return Map.of("loss", lossWithoutDropout(model, loss, batch, manager));
              }
              if (order[0].equals("peak")) {
                return Map.of("gigaflops", MatrixProductTrial.peak());
              }
              return train(learner, batch, Integer.parseInt(order[1]));
            });
      }
    }
  }

  private static Map<String, ?> train(Learner learner, Batch batch, int steps) {
    long began = System.nanoTime();
    double last = 0;
    for (int i = 0; i < steps; i++) {
      last = learner.learn(batch, RATE).loss();
    }
    return Map.of("seconds", (System.nanoTime() - began) / 1e9, "loss", last);
  }

  private static double lossWithoutDropout(
      Transformer model, SequenceLoss loss, Batch batch, NDManager manager) {
    try (GradientMode off = GradientMode.off();
        NDManager scratch = manager.newSubManager()) {
      NDArray target = batch.target(scratch);
      NDArray states = model.decoderStates(batch.source(scratch), target.get(":, :-1"), false);
      return loss.of(model, states, target.get(":, 1:")).perToken();
    }
  }
}
