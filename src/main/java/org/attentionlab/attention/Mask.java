package org.attentionlab.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.nn.Rows;

/**
 * What a query may not see. True means: may not be seen.
 *
 * <p>A mask has shape (B or 1, h or 1, T_q or 1, T_k), so that it fits every head's scores. It
 * works by adding -∞ to the hidden scores before the softmax (section 3.2.3 of the paper), which
 * makes their weights exactly 0. A query that may see nothing at all gets weights 0 and passes no
 * gradient; a bare softmax would give NaN there.
 *
 * <p>A mask owns tensors in the manager it was made with and lives as long as that.
 */
public final class Mask {

  private static final Mask NONE = new Mask(null);

  private final NDArray hidden; // (B|1, h|1, T_q|1, T_k) boolean, null for none
  private NDArray penalty; // the same shape: -inf where hidden, else 0
  private NDArray seesSomething; // (B|1, h|1, T_q|1, 1): 0 for rows that see nothing, or null

  private Mask(NDArray hidden) {
    this.hidden = hidden;
  }

  /** The mask that hides nothing. */
  public static Mask none() {
    return NONE;
  }

  /**
   * Hides padding as keys from every query.
   *
   * @param tokens (B, T_k) ids
   * @param paddingId the id that marks padding
   * @return a mask of shape (B, 1, 1, T_k) in the manager of {@code tokens}
   */
  public static Mask padding(NDArray tokens, int paddingId) {
    NDArray padded = tokens.eq(paddingId); // (B, T_k)
    return new Mask(padded.expandDims(1).expandDims(1));
  }

  /**
   * Hides from each position all positions after it; a position sees itself.
   *
   * @param length T, the number of positions
   * @return a mask of shape (1, 1, T, T) in {@code manager}
   */
  public static Mask lookAhead(NDManager manager, long length) {
    NDArray positions = manager.arange((float) length);
    NDArray keys = positions.reshape(1, 1, 1, length);
    NDArray queries = positions.reshape(1, 1, length, 1);
    return new Mask(keys.gt(queries)); // (1, 1, T, T): key after query
  }

  /**
   * A mask of your own.
   *
   * @param hidden boolean, (T_q, T_k), (B, T_q, T_k) or (B|1, h|1, T_q|1, T_k); true means may not
   *     be seen
   */
  public static Mask of(NDArray hidden) {
    if (hidden.getDataType() != DataType.BOOLEAN) {
      throw new IllegalArgumentException(
          "Expected a mask of type boolean (true = may not be seen), but got "
              + hidden.getDataType()
              + ". Compare first, e.g. tokens.eq(paddingId).");
    }
    return switch (hidden.getShape().dimension()) {
      case 2 -> new Mask(hidden.expandDims(0).expandDims(0));
      case 3 -> new Mask(hidden.expandDims(1));
      case 4 -> new Mask(hidden);
      default ->
          throw new IllegalArgumentException(
              "Expected a mask of shape (T_q, T_k), (B, T_q, T_k) or (B, h, T_q, T_k), but got "
                  + hidden.getShape()
                  + ".");
    };
  }

  /** Hides what this mask or the other hides. */
  public Mask or(Mask other) {
    if (hidden == null) {
      return other;
    }
    return other.hidden == null ? this : new Mask(hidden.logicalOr(other.hidden));
  }

  /** The mask of some sentences of the batch. */
  public Mask select(int[] rows) {
    boolean same = hidden == null || hidden.getShape().get(0) == 1;
    return same ? this : new Mask(Rows.of(hidden, rows));
  }

  /**
   * {@link #none()} if this mask hides nothing, else this mask: one look at it saves adding zeros
   * to the scores of every layer.
   */
  public Mask simplified() {
    return hidden == null || hidden.any().getBoolean() ? this : NONE;
  }

  /** Whether this mask hides nothing by construction. */
  public boolean isNone() {
    return hidden == null;
  }

  /**
   * The mask itself: boolean, (B|1, h|1, T_q|1, T_k), true = may not be seen.
   *
   * @throws IllegalStateException for {@link #none()}, which has no shape
   */
  public NDArray hidden() {
    if (hidden == null) {
      throw new IllegalStateException("Mask.none() hides nothing and has no tensor.");
    }
    return hidden;
  }

  /**
   * The softmax over the keys that may be seen.
   *
   * @param scores (B, h, T_q, T_k)
   * @return weights of the same shape; hidden keys have weight exactly 0
   */
  public NDArray softmax(NDArray scores) {
    if (hidden == null) {
      return scores.softmax(-1);
    }
    requireFits(scores.getShape());
    prepare();
    NDArray weights = scores.add(penalty).softmax(-1); // (B, h, T_q, T_k)
    return seesSomething == null ? weights : weights.mul(seesSomething);
  }

  /** Computed once and used by all layers of a model. */
  private void prepare() {
    if (penalty != null) {
      return;
    }
    NDArray visible = hidden.logicalNot().toType(DataType.FLOAT32, false);
    NDArray blind = visible.sum(new int[] {-1}, true).eq(0); // (B|1, h|1, T_q|1, 1)
    NDArray effective = hidden;
    if (blind.any().getBoolean()) {
      // Such rows keep their scores, so that the softmax stays finite, and lose their weights
      // after.
      effective = hidden.logicalAnd(blind.logicalNot());
      seesSomething = blind.logicalNot().toType(DataType.FLOAT32, true);
    }
    NDManager manager = hidden.getManager();
    Shape shape = hidden.getShape();
    NDArray hide = manager.full(shape, Float.NEGATIVE_INFINITY, DataType.FLOAT32);
    penalty = NDArrays.where(effective, hide, manager.zeros(shape));
  }

  private void requireFits(Shape scores) {
    Shape mask = hidden.getShape();
    int extra = scores.dimension() - mask.dimension();
    for (int axis = 0; axis < mask.dimension(); axis++) {
      long size = mask.get(axis);
      if (extra != 0 || (size != 1 && size != scores.get(axis))) {
        throw new IllegalArgumentException(
            "Expected a mask that fits scores of shape (B, h, T_q, T_k) = "
                + scores
                + ", but the mask's shape is "
                + mask
                + ". The last axis counts keys (what is looked at), the one before queries (who"
                + " looks).");
      }
    }
  }

  @Override
  public String toString() {
    return hidden == null
        ? "Mask.none()"
        : "Mask" + hidden.getShape() + " (true = may not be seen)";
  }
}
