package org.attentionlab.attention;

import ai.djl.ndarray.NDArray;
import org.attentionlab.nn.Scalars;
import org.attentionlab.nn.Shapes;

/**
 * Scaled dot-product attention, section 3.2.1, equation 1: softmax(Q K^T / √d_k) V. It has no
 * weights to learn, so it is a function and not a block.
 */
public final class ScaledDotProductAttention {

  private ScaledDotProductAttention() {}

  /**
   * Lets each query look at all keys that the mask leaves visible.
   *
   * @param queries (B, h, T_q, d_k)
   * @param keys (B, h, T_k, d_k)
   * @param values (B, h, T_k, d_v)
   * @param mask what may not be seen
   * @return output (B, h, T_q, d_v) and weights (B, h, T_q, T_k), owned by the manager of {@code
   *     queries}
   */
  public static Attended attend(NDArray queries, NDArray keys, NDArray values, Mask mask) {
    NDArray weights = mask.softmax(scores(queries, keys)); // (B, h, T_q, T_k)
    Shapes.requireEqual("keys", keys, 2, "values", values, 2);
    return new Attended(weights.matMul(values), weights); // (B, h, T_q, d_v)
  }

  /**
   * How well each query fits each key: Q K^T / √d_k.
   *
   * @return (B, h, T_q, T_k)
   */
  public static NDArray scores(NDArray queries, NDArray keys) {
    Shapes.requireAxes("the queries", queries, 4, "(B, h, T_q, d_k)");
    Shapes.requireAxes("the keys", keys, 4, "(B, h, T_k, d_k)");
    Shapes.requireEqual("queries", queries, 3, "keys", keys, 3);
    long keyWidth = queries.getShape().get(3);
    NDArray products = queries.matMul(keys.transpose(0, 1, 3, 2)); // (B, h, T_q, T_k)
    return products.mul(Scalars.of(products, 1 / Math.sqrt(keyWidth)));
  }
}
