package org.attentionlab.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.Scalars;

/**
 * Multi-head attention of one new position at a time, as a decoder needs it: the fast twin of
 * {@link MultiHeadAttention#attend(NDArray, KeysAndValues, Mask)}. What stays the same from step to
 * step is prepared once: the rows of Q, K and V as matrices of their own, and 1 / √d_k, which W^Q
 * takes over.
 */
public final class IncrementalAttention {

  private final MultiHeadAttention attention;
  private final Projection queries;
  private final Projection keys;
  private final Projection values;

  /** A part of the input projection: weight (h d, d_model), bias (h d) or null. */
  private record Projection(NDArray weight, NDArray bias) {

    static Projection rows(MultiHeadAttention attention, long from, long to, NDManager owner) {
      NDIndex rows = new NDIndex().addSliceDim(from, to);
      NDArray weight = attention.inProjWeight().get(rows);
      weight.attach(owner);
      NDArray bias = attention.inProjBias();
      if (bias != null) {
        bias = bias.get(rows);
        bias.attach(owner);
      }
      return new Projection(weight, bias);
    }

    Projection times(double factor) {
      NDArray scale = Scalars.of(weight, factor);
      return new Projection(weight.mul(scale), bias == null ? null : bias.mul(scale));
    }

    /** (B, 1, d_model) → (B, h, 1, d): with one position no axes need to change places. */
    NDArray of(NDArray x, long heads) {
      Shape s = weight.getShape();
      return Linear.apply(x, weight, bias).reshape(x.getShape().get(0), heads, 1, s.get(0) / heads);
    }
  }

  /**
   * Prepares the weights of {@code attention} as they are now.
   *
   * @param owner owns what is prepared
   */
  public IncrementalAttention(MultiHeadAttention attention, NDManager owner) {
    this.attention = attention;
    long k = (long) attention.heads() * attention.keyWidth();
    long v = (long) attention.heads() * attention.valueWidth();
    queries = Projection.rows(attention, 0, k, owner).times(1 / Math.sqrt(attention.keyWidth()));
    keys = Projection.rows(attention, k, 2 * k, owner);
    values = Projection.rows(attention, 2 * k, 2 * k + v, owner);
  }

  /**
   * The new position's own keys and values, to be appended to those of the earlier ones.
   *
   * @param x (B, 1, d_model)
   */
  public KeysAndValues keysAndValues(NDArray x) {
    return new KeysAndValues(keys.of(x, attention.heads()), values.of(x, attention.heads()));
  }

  /**
   * Lets the new position look at all known ones.
   *
   * @param x (B, 1, d_model), the query's position
   * @param known keys (B, h, T, d_k) and values (B, h, T, d_v)
   * @param mask what may not be seen
   * @return (B, 1, d_model)
   */
  public NDArray attend(NDArray x, KeysAndValues known, Mask mask) {
    NDArray query = queries.of(x, attention.heads()); // (B, h, 1, d_k), scaled
    NDArray scores = query.matMul(known.keys().transpose(0, 1, 3, 2)); // (B, h, 1, T)
    NDArray heads = mask.softmax(scores).matMul(known.values()); // (B, h, 1, d_v)
    Shape s = heads.getShape();
    return attention.joined(heads.reshape(s.get(0), 1, s.get(1) * s.get(3)));
  }
}
