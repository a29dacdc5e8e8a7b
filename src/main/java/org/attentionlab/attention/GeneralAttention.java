package org.attentionlab.attention;

import ai.djl.ndarray.NDArray;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;

/** The general score of Luong et al. 2015: q^T W k. */
public final class GeneralAttention extends AttentionScore {

  private final Linear weight; // W of shape (D_q, D_k): a linear map from keys to queries

  /**
   * A score between queries of width D_q and keys of width D_k.
   *
   * @param stream draws the starting weights
   */
  public GeneralAttention(long queryWidth, long keyWidth, RandomStream stream) {
    weight = addChildBlock("W", new Linear(keyWidth, queryWidth, false, stream));
  }

  @Override
  public NDArray prepare(NDArray keys) {
    return weight.map(keys); // W k, (B, T_k, D_q)
  }

  @Override
  protected NDArray scoresOf(NDArray queries, NDArray projected) {
    return queries.matMul(projected.transpose(0, 2, 1)); // (B, T_q, T_k)
  }
}
