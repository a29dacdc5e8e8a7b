package org.attentionlab.experiments;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.recurrent.CharacterLanguageModel;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.Adam;
import org.attentionlab.training.GradientClipping;
import org.attentionlab.training.GradientDescent;
import org.attentionlab.training.GradientMode;
import org.attentionlab.training.Gradients;
import org.attentionlab.training.LabelSmoothing;
import org.attentionlab.training.Weights;

/**
 * Trains a character language model by backpropagation through time over pieces of a text. It is
 * small on purpose: one optimiser step is one method, so that one can see what an exploding
 * gradient does and what clipping changes.
 */
public final class CharacterTraining implements AutoCloseable {

  /** How the weights move. */
  public enum Optimizer {
    /** By the gradient itself, times the learning rate. */
    DESCENT,
    /** By {@link Adam} with β2 = 0.999. */
    ADAM
  }

  /**
   * How to train.
   *
   * @param pieces B, how many pieces of text a step reads
   * @param length T, how many characters each has: gradients flow back at most so far
   * @param optimizer how the weights move
   * @param learningRate the same at every step
   * @param maxNorm the longest gradient that passes, see {@link GradientClipping}; infinite for no
   *     clipping
   * @param seed draws the pieces
   */
  public record Config(
      int pieces, int length, Optimizer optimizer, double learningRate, double maxNorm, long seed) {

    /** The usual way: Adam, clipping at 1. */
    public static Config adam(double learningRate, long seed) {
      return new Config(32, 64, Optimizer.ADAM, learningRate, 1, seed);
    }

    /** Plain gradient descent without clipping. */
    public static Config descent(double learningRate, long seed) {
      return new Config(32, 64, Optimizer.DESCENT, learningRate, Double.POSITIVE_INFINITY, seed);
    }

    /** The same with clipping by norm. */
    public Config clippedAt(double norm) {
      return new Config(pieces, length, optimizer, learningRate, norm, seed);
    }
  }

  /**
   * What a step found.
   *
   * @param number of the step, from 1
   * @param loss before the step, nats a character
   * @param gradientNorm the norm of all gradients together, before clipping
   */
  public record Step(int number, double loss, double gradientNorm) {

    /** Whether loss and gradient are still numbers. */
    public boolean isFinite() {
      return Double.isFinite(loss) && Double.isFinite(gradientNorm);
    }
  }

  private static final NDIndex ALL_BUT_LAST = new NDIndex(":, :-1");
  private static final NDIndex ALL_BUT_FIRST = new NDIndex(":, 1:");

  private final CharacterLanguageModel model;
  private final CharacterText text;
  private final Config config;
  private final LabelSmoothing crossEntropy = new LabelSmoothing(0, Vocabulary.PAD);
  private final Map<String, NDArray> weights;
  private final NDManager manager;
  private final Adam adam;
  private final RandomStream stream;
  private int steps;

  /** A training of an initialized model; the model stays the caller's. */
  public CharacterTraining(CharacterLanguageModel model, CharacterText text, Config config) {
    this.model = model;
    this.text = text;
    this.config = config;
    weights = Weights.learned(model);
    adam = new Adam(weights, 0.9, 0.999, 1e-8);
    manager = weights.values().iterator().next().getManager().newSubManager();
    stream = RandomStream.of(config.seed());
  }

  /** Makes one step. */
  public Step step() {
    Gradients.zero(weights);
    try (NDManager scratch = manager.newSubManager()) {
      NDArray pieces = text.pieces(scratch, config.pieces(), config.length() + 1, stream);
      double found;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray loss = loss(pieces);
        collector.backward(loss);
        found = loss.getFloat();
      }
      Map<String, NDArray> gradients = Gradients.of(weights, scratch);
      double norm =
          Double.isInfinite(config.maxNorm())
              ? GradientClipping.norm(gradients.values())
              : new GradientClipping(config.maxNorm()).clip(gradients.values());
      switch (config.optimizer()) {
        case ADAM -> adam.step(gradients, config.learningRate());
        case DESCENT -> GradientDescent.step(weights, gradients, config.learningRate());
      }
      return new Step(++steps, found, norm);
    }
  }

  /**
   * Makes up to {@code count} steps; it ends early when loss or gradient are no longer numbers.
   *
   * @param listener hears of each step
   */
  public List<Step> train(int count, Consumer<Step> listener) {
    List<Step> done = new ArrayList<>();
    while (done.size() < count && (done.isEmpty() || done.get(done.size() - 1).isFinite())) {
      Step step = step();
      done.add(step);
      listener.accept(step);
    }
    return done;
  }

  /**
   * The loss on another text, nats a character; nothing is learned.
   *
   * @param other in the same vocabulary
   */
  public double lossOn(CharacterText other) {
    try (GradientMode off = GradientMode.off();
        NDManager scratch = manager.newSubManager()) {
      RandomStream always = RandomStream.of(0);
      return loss(other.pieces(scratch, 64, config.length() + 1, always)).getFloat();
    }
  }

  /** The mean loss of predicting each character from those before it, shape (). */
  private NDArray loss(NDArray pieces) {
    NDArray read = pieces.get(ALL_BUT_LAST); // (B, T)
    NDArray next = pieces.get(ALL_BUT_FIRST).flatten(); // (B T)
    NDArray logits = model.read(read, null).logits(); // (B, T, V)
    return crossEntropy.mean(logits.reshape(next.size(), -1), next);
  }

  /** Frees the optimiser's state; the model stays. */
  @Override
  public void close() {
    adam.close();
    manager.close();
  }
}
