package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.Optional;

/**
 * What the trainer, the searches and the metrics know of a model that turns one sequence of tokens
 * into another. The recurrent models and the Transformer both implement it, so that they are
 * trained, decoded and measured under the same rules.
 *
 * <p>Tokens are int64 ids; positions that hold {@link #paddingId()} are padding, and the model
 * makes its masks from that.
 */
public interface SequenceToSequence extends Block, Decodable {

  /**
   * One pass with the whole target known (teacher forcing).
   *
   * @param source (B, S) token ids
   * @param targetInput (B, T) token ids, shifted right: begins with {@code <sos>}
   * @param training whether dropout is active
   * @return (B, T, d_model) the decoder's last states, before the output layer; owned by the
   *     manager of {@code source}
   */
  NDArray decoderStates(NDArray source, NDArray targetInput, boolean training);

  /** The weight of the output layer, (V, d_model); row v scores token v. */
  Parameter outputWeight();

  /** The bias of the output layer, (V), if there is one. */
  Optional<Parameter> outputBias();

  /**
   * Scores of every token at every position, before the softmax.
   *
   * @return (B, T, V)
   */
  default NDArray logits(NDArray source, NDArray targetInput, boolean training) {
    return scores(decoderStates(source, targetInput, training));
  }

  /**
   * The output layer.
   *
   * @param states (..., d_model), the decoder's last states
   * @return (..., V), before the softmax
   */
  default NDArray scores(NDArray states) {
    NDArray bias = outputBias().map(Parameter::getArray).orElse(null);
    return Linear.apply(states, outputWeight().getArray(), bias);
  }

  @Override
  default NDManager manager() {
    return outputWeight().getArray().getManager();
  }

  /** The stream from which all dropout masks of this model are drawn. */
  RandomStream randomStream();
}
