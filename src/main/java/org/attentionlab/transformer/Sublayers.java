package org.attentionlab.transformer;

import org.attentionlab.attention.MultiHeadAttention;
import org.attentionlab.nn.FeedForward;
import org.attentionlab.nn.LayerNorm;
import org.attentionlab.nn.RandomStream;

/** Makes the parts of a layer in the sizes of a configuration. */
final class Sublayers {

  private Sublayers() {}

  static MultiHeadAttention attention(TransformerConfig config, RandomStream stream) {
    return MultiHeadAttention.builder()
        .setWidthAndHeads(config.modelWidth(), config.heads())
        .optHeadWidths(config.keyWidth(), config.valueWidth())
        .optBias(config.attentionBias())
        .optStream(stream)
        .build();
  }

  static FeedForward feedForward(TransformerConfig config, RandomStream stream) {
    return new FeedForward(config.modelWidth(), config.innerWidth(), stream);
  }

  static LayerNorm norm(TransformerConfig config) {
    return new LayerNorm(config.modelWidth(), config.epsilon());
  }
}
