package org.attentionlab.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.Optional;
import org.attentionlab.data.Batch;
import org.attentionlab.nn.SequenceToSequence;

/**
 * Learns from one batch: forward pass, loss, backward pass, clipping, one step of Adam. All that a
 * step allocates belongs to one manager, which is closed at its end, whatever happens.
 */
public final class Learner implements AutoCloseable {

  private static final NDIndex ALL_BUT_LAST = new NDIndex(":, :-1");
  private static final NDIndex ALL_BUT_FIRST = new NDIndex(":, 1:");

  private final SequenceToSequence model;
  private final SequenceLoss loss;
  private final Optional<GradientClipping> clipping;
  private final Map<String, NDArray> weights;
  private final NDManager manager;
  private final Adam adam;

  /**
   * What a step found.
   *
   * @param loss the mean loss of a token, in nats
   * @param tokens how many target tokens the batch had
   * @param gradientNorm the global norm before clipping; NaN without clipping
   */
  public record Result(double loss, long tokens, double gradientNorm) {}

  /** A learner for {@code model}, whose weights must be initialized. */
  public Learner(SequenceToSequence model, SequenceLoss loss, Optional<GradientClipping> clipping) {
    this.model = model;
    this.loss = loss;
    this.clipping = clipping;
    weights = Weights.learned(model);
    adam = new Adam(weights);
    manager = weights.values().iterator().next().getManager().newSubManager();
  }

  /** The optimiser, for a checkpoint. */
  public Adam adam() {
    return adam;
  }

  /**
   * Makes one step.
   *
   * @param batch sentence pairs
   * @param learningRate the length of the step
   * @throws DivergedException if loss or gradient is not a finite number; the weights are then as
   *     before
   */
  public Result learn(Batch batch, double learningRate) {
    Gradients.zero(weights);
    try (NDManager step = manager.newSubManager()) {
      BatchLoss found;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray source = batch.source(step); // (B, S)
        NDArray target = batch.target(step); // (B, T): <sos> … <eos>
        NDArray states = model.decoderStates(source, target.get(ALL_BUT_LAST), true);
        found = loss.of(model, states, target.get(ALL_BUT_FIRST));
        collector.backward(found.objective());
      }
      double perToken = found.perToken();
      requireFinite("loss", perToken, learningRate);
      Map<String, NDArray> gradients = Gradients.of(weights, step);
      double norm = clipping.map(c -> c.clip(gradients.values())).orElse(Double.NaN);
      if (clipping.isPresent()) {
        requireFinite("gradient", norm, learningRate);
      }
      adam.step(gradients, learningRate);
      return new Result(perToken, found.tokens(), norm);
    }
  }

  private void requireFinite(String what, double value, double learningRate) {
    if (!Double.isFinite(value)) {
      throw new DivergedException(
          "The %s became %s at step %d (learning rate %.3g)."
              .formatted(what, value, adam.steps() + 1, learningRate));
    }
  }

  /** Frees the optimiser's state; the model stays. */
  @Override
  public void close() {
    adam.close();
    manager.close();
  }
}
