package org.attentionlab.experiments;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.recurrent.Seq2SeqConfig.Cell;
import org.attentionlab.training.Adam;
import org.attentionlab.training.GradientClipping;
import org.attentionlab.training.GradientMode;
import org.attentionlab.training.Gradients;
import org.attentionlab.training.Weights;

/**
 * Trains a {@link MemoryModel} on fresh samples of a task, step by step. Equal seeds give equal
 * numbers.
 *
 * <pre>{@code
 * try (MemoryTraining training =
 *     new MemoryTraining(new FirstSymbolTask(20), Cell.GRU, MemoryConfig.usual(), 1)) {
 *   for (int i = 0; i < 500; i++) {
 *     training.step();
 *   }
 *   training.accuracyPercent(2000);
 * }
 * }</pre>
 */
public final class MemoryTraining implements AutoCloseable {

  private static final int TEST_BATCH = 250;

  private final MemoryTask task;
  private final MemoryConfig config;
  private final MemoryModel model;
  private final NDManager manager = NDManager.newBaseManager();
  private final Map<String, NDArray> weights;
  private final Adam adam;
  private final GradientClipping clipping;
  private final RandomStream samples;
  private final long testSeed;

  /** A training that has not begun. */
  public MemoryTraining(MemoryTask task, Cell cell, MemoryConfig config, long seed) {
    this.task = task;
    this.config = config;
    RandomStream seeds = RandomStream.of(seed);
    model = new MemoryModel(task, cell, config.hiddenWidth(), RandomStream.of(seeds.nextLong()));
    model.initialize(manager, config.forgetBias());
    samples = RandomStream.of(seeds.nextLong());
    testSeed = seeds.nextLong();
    weights = Weights.learned(model);
    adam = new Adam(weights, 0.9, 0.999, 1e-8);
    clipping = new GradientClipping(config.maxNorm());
  }

  /** The model as it is now. */
  public MemoryModel model() {
    return model;
  }

  /**
   * Learns from one batch of fresh samples.
   *
   * @return the mean loss of an answer before the step
   */
  public double step() {
    Gradients.zero(weights);
    try (NDManager step = manager.newSubManager()) {
      NDArray loss;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        MemoryTask.Samples batch = task.practice(config.batch(), samples, step);
        loss = task.loss(model.answer(batch.inputs()), batch.answers());
        collector.backward(loss);
      }
      Map<String, NDArray> gradients = Gradients.of(weights, step);
      clipping.clip(gradients.values());
      adam.step(gradients, config.learningRate());
      return loss.getFloat();
    }
  }

  /**
   * How many answers are right, on samples that training never sees; always the same ones, so that
   * two measurements can be compared.
   *
   * @param count how many samples
   */
  public double accuracyPercent(int count) {
    RandomStream fresh = RandomStream.of(testSeed);
    double right = 0;
    try (GradientMode off = GradientMode.off()) {
      for (int done = 0; done < count; done += TEST_BATCH) {
        try (NDManager scratch = manager.newSubManager()) {
          int size = Math.min(TEST_BATCH, count - done);
          MemoryTask.Samples batch = task.samples(size, fresh, scratch);
          NDArray hits = task.right(model.answer(batch.inputs()), batch.answers());
          right += hits.toType(DataType.FLOAT32, false).mean().getFloat() * size;
        }
      }
    }
    return 100 * right / count;
  }

  /** Frees the model and the optimiser's state. */
  @Override
  public void close() {
    adam.close();
    manager.close();
  }
}
