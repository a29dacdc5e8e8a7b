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
    List<NDArray> encoderSelf, List<NDArray> decoderSelf, List<NDArray> cross) {}
