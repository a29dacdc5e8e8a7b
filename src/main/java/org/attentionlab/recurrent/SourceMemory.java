package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import org.attentionlab.attention.Mask;

/**
 * What the encoder leaves for the decoder.
 *
 * @param states one for each source token, (B, S, D), for attention
 * @param mask hides the source's padding
 * @param context where the decoder starts, (L, B, H): all that it gets without attention
 */
public record SourceMemory(NDArray states, Mask mask, RecurrentState context) {}
