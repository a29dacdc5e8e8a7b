package org.attentionlab.attention;

import ai.djl.ndarray.NDArray;

/**
 * What attention returns.
 *
 * @param output the weighted sums of the values, (B, T_q, d_model) or per head (B, h, T_q, d_v)
 * @param weights how much each query looks at each key, (B, h, T_q, T_k); each row sums to 1, or to
 *     0 if it may see nothing
 */
public record Attended(NDArray output, NDArray weights) {}
