package org.attentionlab.transformer;

/** The three uses of multi-head attention in the Transformer, section 3.2.3. */
public enum AttentionUse {
  /** In the encoder, every source position looks at every source position. */
  ENCODER_SELF,
  /** In the decoder, every target position looks at itself and those before it. */
  DECODER_SELF,
  /** Encoder-decoder attention: every target position looks at every source position. */
  CROSS
}
