package org.attentionlab.attention;

import ai.djl.ndarray.NDArray;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;

/**
 * The additive score of Bahdanau et al. 2015: v · tanh(W_q q + W_k k), a small network with one
 * hidden layer of width A.
 */
public final class AdditiveAttention extends AttentionScore {

  private final Linear queryMap;
  private final Linear keyMap;
  private final Linear scoreMap;

  /**
   * A score between queries of width D_q and keys of width D_k through a hidden layer of width A.
   *
   * @param stream draws the starting weights
   */
  public AdditiveAttention(long queryWidth, long keyWidth, long innerWidth, RandomStream stream) {
    queryMap = addChildBlock("W_q", new Linear(queryWidth, innerWidth, false, stream));
    keyMap = addChildBlock("W_k", new Linear(keyWidth, innerWidth, false, stream));
    scoreMap = addChildBlock("v", new Linear(innerWidth, 1, false, stream));
  }

  @Override
  public NDArray prepare(NDArray keys) {
    return keyMap.map(keys); // W_k k, (B, T_k, A)
  }

  @Override
  protected NDArray scoresOf(NDArray queries, NDArray prepared) {
    NDArray q = queryMap.map(queries).expandDims(2); // (B, T_q, 1, A)
    NDArray k = prepared.expandDims(1); // (B, 1, T_k, A)
    return scoreMap.map(q.add(k).tanh()).squeeze(3); // (B, T_q, T_k)
  }
}
