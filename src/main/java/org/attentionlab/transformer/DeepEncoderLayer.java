package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.attentionlab.attention.Mask;
import org.attentionlab.attention.MultiHeadAttention;
import org.attentionlab.nn.Dropout;
import org.attentionlab.nn.FeedForward;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.RandomStream;

/** An {@link EncoderLayer} whose two sub-layers are joined as one chooses. */
final class DeepEncoderLayer extends Layer {

  private final MultiHeadAttention selfAttention;
  private final FeedForward feedForward;
  private final JoinedSublayer aroundAttention;
  private final JoinedSublayer aroundFeedForward;

  DeepEncoderLayer(TransformerConfig config, Join join, RandomStream stream) {
    selfAttention = addChildBlock("self_attn", Sublayers.attention(config, stream));
    feedForward = addChildBlock("", Sublayers.feedForward(config, stream));
    Dropout dropout = new Dropout(config.dropout(), stream);
    aroundAttention = addChildBlock("norm1", new JoinedSublayer(config, join, dropout));
    aroundFeedForward = addChildBlock("norm2", new JoinedSublayer(config, join, dropout));
  }

  /**
   * Runs the layer.
   *
   * @param x (B, T, d_model)
   * @return (B, T, d_model)
   */
  NDArray encode(NDArray x, Mask mask, boolean training) {
    NDArray attended =
        aroundAttention.around(
            x, read -> selfAttention.attend(read, read, read, mask).output(), training);
    return aroundFeedForward.around(attended, feedForward::transform, training);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(encode(inputs.singletonOrThrow(), Mask.none(), training));
  }
}
