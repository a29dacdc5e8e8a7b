package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.attentionlab.attention.Attended;
import org.attentionlab.attention.Mask;
import org.attentionlab.attention.MultiHeadAttention;
import org.attentionlab.nn.Dropout;
import org.attentionlab.nn.FeedForward;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.LayerNorm;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.ResidualConnection;

/**
 * One layer of the decoder, section 3.1: masked self-attention, attention to the encoder's output,
 * then the feed-forward network.
 */
public final class DecoderLayer extends Layer {

  private final MultiHeadAttention selfAttention;
  private final MultiHeadAttention crossAttention;
  private final FeedForward feedForward;
  private final ResidualConnection aroundSelf;
  private final ResidualConnection aroundCross;
  private final ResidualConnection aroundFeedForward;

  /**
   * A layer of the given sizes.
   *
   * @param stream draws starting weights and dropout masks
   */
  public DecoderLayer(TransformerConfig config, RandomStream stream) {
    selfAttention = addChildBlock("self_attn", Sublayers.attention(config, stream));
    crossAttention = addChildBlock("multihead_attn", Sublayers.attention(config, stream));
    feedForward = addChildBlock("", Sublayers.feedForward(config, stream));
    LayerNorm norm1 = addChildBlock("norm1", Sublayers.norm(config));
    LayerNorm norm2 = addChildBlock("norm2", Sublayers.norm(config));
    LayerNorm norm3 = addChildBlock("norm3", Sublayers.norm(config));
    Dropout dropout = new Dropout(config.dropout(), stream);
    aroundSelf = new ResidualConnection(norm1, dropout, config.normFirst());
    aroundCross = new ResidualConnection(norm2, dropout, config.normFirst());
    aroundFeedForward = new ResidualConnection(norm3, dropout, config.normFirst());
  }

  /**
   * What the layer returns.
   *
   * @param states (B, T, d_model)
   * @param selfWeights (B, h, T, T), who looked at whom in the target
   * @param crossWeights (B, h, T, S), who looked at whom in the source
   */
  public record Output(NDArray states, NDArray selfWeights, NDArray crossWeights) {}

  /**
   * Runs the layer on a whole target.
   *
   * @param x (B, T, d_model)
   * @param memory (B, S, d_model), the top encoder layer's output
   * @param targetMask hides later positions and the target's padding
   * @param memoryMask hides the source's padding
   */
  public Output decode(
      NDArray x, NDArray memory, Mask targetMask, Mask memoryMask, boolean training) {
    NDArray read = aroundSelf.enter(x); // (B, T, d_model)
    Attended self = selfAttention.attend(read, read, read, targetMask);
    NDArray afterSelf = aroundSelf.leave(x, self.output(), training);

    Attended cross =
        crossAttention.attend(aroundCross.enter(afterSelf), memory, memory, memoryMask);
    NDArray afterCross = aroundCross.leave(afterSelf, cross.output(), training);

    NDArray states = aroundFeedForward.around(afterCross, feedForward::transform, training);
    return new Output(states, self.weights(), cross.weights());
  }

  /**
   * Runs the layer on one new position; {@code cache} knows the earlier ones and the source.
   *
   * @param x (B, 1, d_model)
   * @return (B, 1, d_model)
   */
  NDArray step(NDArray x, DecoderLayerCache cache, Mask memoryMask) {
    NDArray self = cache.attendToTarget(aroundSelf.enter(x)); // (B, 1, d_model)
    NDArray afterSelf = aroundSelf.leave(x, self, false);
    NDArray cross = cache.attendToSource(aroundCross.enter(afterSelf), memoryMask);
    NDArray afterCross = aroundCross.leave(afterSelf, cross, false);
    return aroundFeedForward.around(afterCross, feedForward::transform, false);
  }

  MultiHeadAttention selfAttention() {
    return selfAttention;
  }

  MultiHeadAttention crossAttention() {
    return crossAttention;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.get(0);
    Mask lookAhead = Mask.lookAhead(x.getManager(), x.getShape().get(1));
    return new NDList(decode(x, inputs.get(1), lookAhead, Mask.none(), training).states());
  }
}
