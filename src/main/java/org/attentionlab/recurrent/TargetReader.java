package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.attentionlab.nn.Concatenation;
import org.attentionlab.nn.Layer;

/**
 * A decoder: reads the target so far and gives the states from which the next tokens are scored.
 */
public abstract class TargetReader extends Layer {

  /** What reads the target's tokens. */
  protected final RecurrentLayer network;

  /** A decoder around a network; the network's parameters count as its own. */
  protected TargetReader(RecurrentLayer network) {
    this.network = addChildBlock("", network);
  }

  /**
   * Some steps of the decoder.
   *
   * @param states (B, T, H), ready for the output layer
   * @param weights (B, T, S), who looked at whom, or {@code null} without attention
   * @param last the recurrent state after the last step, (L, B, H)
   */
  public record Output(NDArray states, NDArray weights, RecurrentState last) {}

  /**
   * Reads several target tokens that are all known.
   *
   * @param embedded (B, T, E)
   * @param from the state before the first of them, (L, B, H)
   * @param memory what the encoder left
   */
  public abstract Output read(
      NDArray embedded, RecurrentState from, SourceMemory memory, boolean training);

  /** Joins the outputs of single steps along time. */
  static Output join(List<Output> steps) {
    NDList states = new NDList();
    NDList weights = new NDList();
    for (Output step : steps) {
      states.add(step.states());
      if (step.weights() != null) {
        weights.add(step.weights());
      }
    }
    return new Output(
        Concatenation.along(1, states),
        weights.isEmpty() ? null : Concatenation.along(1, weights),
        steps.get(steps.size() - 1).last());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return network.forward(store, inputs, training);
  }
}
