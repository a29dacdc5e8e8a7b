package org.attentionlab.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.Shapes;

/**
 * Attention of a decoder over encoder states, with one of several ways to score how well a query
 * fits a key: {@link AdditiveAttention}, {@link DotAttention}, {@link GeneralAttention}. None of
 * them divides by a square root; that came with {@link ScaledDotProductAttention}.
 */
public abstract class AttentionScore extends Layer {

  /**
   * Scores every pair of a query and a key.
   *
   * @param queries (B, T_q, D_q)
   * @param keys (B, T_k, D_k)
   * @return (B, T_q, T_k), before any mask
   */
  public NDArray scores(NDArray queries, NDArray keys) {
    return scoresOf(queries, prepare(keys));
  }

  /** The part of the score that depends on the keys alone, computed once a sentence. */
  public abstract NDArray prepare(NDArray keys);

  /**
   * The scores for keys that were prepared before.
   *
   * @param queries (B, T_q, D_q)
   * @param prepared from {@link #prepare}
   * @return (B, T_q, T_k)
   */
  protected abstract NDArray scoresOf(NDArray queries, NDArray prepared);

  /**
   * Lets each query look at the keys.
   *
   * @param queries decoder states, (B, T_q, D_q)
   * @param keys encoder states, (B, T_k, D_k)
   * @param values what is summed, usually the encoder states again, (B, T_k, D_v)
   * @param mask hides the source's padding
   * @return the context vectors (B, T_q, D_v) and the weights (B, T_q, T_k)
   */
  public Attended attend(NDArray queries, NDArray keys, NDArray values, Mask mask) {
    Shapes.requireAxes("the keys", keys, 3, "(B, T_k, D_k)");
    Shapes.requireEqual("keys", keys, 1, "values", values, 1);
    return attendPrepared(queries, prepare(keys), values, mask);
  }

  /** Like {@link #attend}, with keys that were prepared before. */
  public Attended attendPrepared(NDArray queries, NDArray prepared, NDArray values, Mask mask) {
    Shapes.requireAxes("the queries", queries, 3, "(B, T_q, D_q)");
    NDArray scores = scoresOf(queries, prepared).expandDims(1); // (B, 1, T_q, T_k), as masks want
    NDArray weights = mask.softmax(scores).squeeze(1); // (B, T_q, T_k)
    return new Attended(weights.matMul(values), weights); // (B, T_q, D_v)
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray keys = inputs.get(1);
    return new NDList(attend(inputs.get(0), keys, keys, Mask.none()).output());
  }
}
