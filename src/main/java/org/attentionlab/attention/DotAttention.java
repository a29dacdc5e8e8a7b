package org.attentionlab.attention;

import ai.djl.ndarray.NDArray;
import org.attentionlab.nn.Shapes;

/** The dot score of Luong et al. 2015: q · k. It has no weights; queries and keys share a width. */
public final class DotAttention extends AttentionScore {

  @Override
  public NDArray prepare(NDArray keys) {
    return keys;
  }

  @Override
  protected NDArray scoresOf(NDArray queries, NDArray keys) {
    Shapes.requireEqual("queries", queries, 2, "keys", keys, 2);
    return queries.matMul(keys.transpose(0, 2, 1)); // (B, T_q, T_k)
  }
}
