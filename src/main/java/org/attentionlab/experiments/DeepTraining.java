package org.attentionlab.experiments;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.training.Adam;
import org.attentionlab.training.GradientMode;
import org.attentionlab.training.Gradients;
import org.attentionlab.training.LabelSmoothing;
import org.attentionlab.training.LearningRateSchedule;
import org.attentionlab.training.Weights;
import org.attentionlab.transformer.DeepEncoder;
import org.attentionlab.transformer.Join;
import org.attentionlab.transformer.TransformerConfig;

/**
 * Trains a {@link DeepEncoder} on fresh samples of a {@link TaggingTask}, step by step, with the
 * paper's Adam and without clipping. Equal seeds give equal numbers.
 *
 * <pre>{@code
 * try (DeepTraining training =
 *     new DeepTraining(task, DeepTraining.sizes(6), Join.PRE_LN, 1)) {
 *   training.gradientByLayer(); // before the first step
 *   training.train(LearningRateSchedule.constant(1e-3), 300, (share, loss) -> {});
 *   training.accuracyPercent(500);
 * }
 * }</pre>
 */
public final class DeepTraining implements AutoCloseable {

  /** Hears of the steps of a training. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A step was made.
     *
     * @param share of the training that lay before it, from 0 to 1
     * @param loss the mean loss of a token before it, in nats
     */
    void step(double share, double loss);
  }

  /** Samples of a step. */
  public static final int BATCH = 32;

  private static final LabelSmoothing LOSS = new LabelSmoothing(0, TaggingTask.PAD);

  private final TaggingTask task;
  private final DeepEncoder model;
  private final NDManager manager = NDManager.newBaseManager();
  private final Map<String, NDArray> weights;
  private final Adam adam;
  private final RandomStream samples;
  private final long testSeed;

  /** The sizes of the course's small deep models: width 32, d_ff = 128, 4 heads, no dropout. */
  public static TransformerConfig sizes(int layers) {
    return TransformerConfig.tiny()
        .change()
        .optLayers(layers)
        .optModelWidth(32)
        .optInnerWidth(128)
        .optHeads(4)
        .optDropout(0)
        .build();
  }

  /**
   * A training that has not begun.
   *
   * @param sizes of the model; vocabulary and padding are those of the task
   */
  public DeepTraining(TaggingTask task, TransformerConfig sizes, Join join, long seed) {
    this.task = task;
    RandomStream seeds = RandomStream.of(seed);
    TransformerConfig config =
        sizes.change().optVocabulary(task.vocabulary()).optPaddingId(TaggingTask.PAD).build();
    model = new DeepEncoder(config, join, task.vocabulary(), seeds.nextLong());
    model.initialize(manager);
    samples = RandomStream.of(seeds.nextLong());
    testSeed = seeds.nextLong();
    weights = Weights.learned(model);
    adam = new Adam(weights);
  }

  /** The model as it is now. */
  public DeepEncoder model() {
    return model;
  }

  /**
   * Learns from one batch of fresh samples. If the loss is no finite number any more, the weights
   * stay as they are.
   *
   * @return the mean loss of a token before the step, in nats
   */
  public double step(double rate) {
    try (NDManager step = manager.newSubManager()) {
      double loss = differentiate(step);
      if (Double.isFinite(loss)) {
        adam.step(Gradients.of(weights, step), rate);
      }
      return loss;
    }
  }

  /**
   * Makes many steps.
   *
   * @param listener hears of each
   * @return the mean loss of the last tenth of them, in nats
   */
  public double train(LearningRateSchedule schedule, int steps, Listener listener) {
    int counted = Math.max(1, steps / 10);
    double sum = 0;
    for (int step = 1; step <= steps; step++) {
      double spent = (step - 1.0) / steps;
      double loss = step(schedule.rate(step, spent));
      sum += step > steps - counted ? loss : 0;
      listener.step(spent, loss);
    }
    return sum / counted;
  }

  /**
   * The length of the gradient of each layer's weights, for one batch of fresh samples; the weights
   * stay as they are.
   *
   * @return N numbers, bottom layer first
   */
  public double[] gradientByLayer() {
    double[] squares = new double[model.config().layers()];
    try (NDManager scratch = manager.newSubManager()) {
      differentiate(scratch);
      Gradients.of(weights, scratch)
          .forEach(
              (name, gradient) -> {
                if (name.startsWith("layers.")) {
                  double norm = gradient.norm().getFloat();
                  squares[Integer.parseInt(name.split("\\.")[1])] += norm * norm;
                }
              });
    }
    for (int layer = 0; layer < squares.length; layer++) {
      squares[layer] = Math.sqrt(squares[layer]);
    }
    return squares;
  }

  /** The loss of a batch; its gradient is then beside the weights. */
  private double differentiate(NDManager owner) {
    Gradients.zero(weights);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      TaggingTask.Samples batch = task.samples(BATCH, samples, owner);
      NDArray logits = model.logits(batch.tokens(), true); // (B, T, V)
      NDArray loss = LOSS.mean(logits.reshape(-1, task.vocabulary()), batch.labels().flatten());
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  /** How many labels are right on samples that training never sees; always the same ones. */
  public double accuracyPercent(int count) {
    return accuracyPercent(count, BATCH, 0, false);
  }

  /**
   * The same in batches of another size, or with more padding than needed.
   *
   * @param batch how many sequences go through the model together
   * @param training whether dropout is active and batch norm uses the statistics of the batch; then
   *     it also remembers them
   */
  public double accuracyPercent(int count, int batch, int morePadding, boolean training) {
    RandomStream fresh = RandomStream.of(testSeed);
    double right = 0;
    double labels = 0;
    try (GradientMode off = GradientMode.off()) {
      for (int done = 0; done < count; done += batch) {
        try (NDManager scratch = manager.newSubManager()) {
          TaggingTask.Samples some =
              task.samples(Math.min(batch, count - done), morePadding, fresh, scratch);
          NDArray best = model.logits(some.tokens(), training).argMax(-1); // (B, T)
          NDArray real = some.labels().neq(TaggingTask.PAD);
          right += sum(best.eq(some.labels()).logicalAnd(real));
          labels += sum(real);
        }
      }
    }
    return 100 * right / labels;
  }

  private static double sum(NDArray truth) {
    return truth.toType(DataType.FLOAT32, false).sum().getFloat();
  }

  /** Frees the model and the optimiser's state. */
  @Override
  public void close() {
    adam.close();
    manager.close();
  }
}
