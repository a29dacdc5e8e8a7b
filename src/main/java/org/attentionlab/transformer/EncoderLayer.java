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

/** One layer of the encoder, section 3.1: self-attention, then the feed-forward network. */
public final class EncoderLayer extends Layer {

  private final MultiHeadAttention selfAttention;
  private final FeedForward feedForward;
  private final ResidualConnection aroundAttention;
  private final ResidualConnection aroundFeedForward;

  /**
   * A layer of the given sizes.
   *
   * @param stream draws starting weights and dropout masks
   */
  public EncoderLayer(TransformerConfig config, RandomStream stream) {
    selfAttention = addChildBlock("self_attn", Sublayers.attention(config, stream));
    feedForward = addChildBlock("", Sublayers.feedForward(config, stream));
    LayerNorm norm1 = addChildBlock("norm1", Sublayers.norm(config));
    LayerNorm norm2 = addChildBlock("norm2", Sublayers.norm(config));
    Dropout dropout = new Dropout(config.dropout(), stream);
    aroundAttention = new ResidualConnection(norm1, dropout, config.normFirst());
    aroundFeedForward = new ResidualConnection(norm2, dropout, config.normFirst());
  }

  /**
   * What the layer returns.
   *
   * @param states (B, S, d_model)
   * @param selfWeights (B, h, S, S), who looked at whom
   */
  public record Output(NDArray states, NDArray selfWeights) {}

  /**
   * Runs the layer.
   *
   * @param x (B, S, d_model)
   * @param mask hides the source's padding
   */
  public Output encode(NDArray x, Mask mask, boolean training) {
    NDArray read = aroundAttention.enter(x); // (B, S, d_model)
    Attended self = selfAttention.attend(read, read, read, mask);
    NDArray attended = aroundAttention.leave(x, self.output(), training);
    NDArray states = aroundFeedForward.around(attended, feedForward::transform, training);
    return new Output(states, self.weights());
  }

  MultiHeadAttention selfAttention() {
    return selfAttention;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(encode(inputs.singletonOrThrow(), Mask.none(), training).states());
  }
}
