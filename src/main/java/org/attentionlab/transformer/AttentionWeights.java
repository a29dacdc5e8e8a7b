package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Who looked at whom, in every layer and head of one pass.
 *
 * @param encoderSelf one entry a layer, (B, h, S, S)
 * @param decoderSelf one entry a layer, (B, h, T, T)
 * @param cross one entry a layer, (B, h, T, S)
 */
public record AttentionWeights(
    List<NDArray> encoderSelf, List<NDArray> decoderSelf, List<NDArray> cross) {

  /** The weights of one use, one entry a layer. */
  public List<NDArray> of(AttentionUse use) {
    return switch (use) {
      case ENCODER_SELF -> encoderSelf;
      case DECODER_SELF -> decoderSelf;
      case CROSS -> cross;
    };
  }
}
