package org.attentionlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import java.util.stream.IntStream;
import org.attentionlab.data.NativeIds;
import org.attentionlab.nn.Concatenation;
import org.attentionlab.nn.Contiguous;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.MatrixProduct;
import org.attentionlab.nn.Scalars;
import org.attentionlab.nn.SequenceToSequence;

/**
 * The fast twin of {@link LabelSmoothing}: same loss, same gradients, some hundred tokens at a
 * time. The scores of a whole batch, (B T, V), are never in memory together; for V = 10,000 that is
 * where a plain training step spends most of its time. Positions of padding are dropped first.
 *
 * <p>With scores z = E x + b of one token, the loss is
 *
 * <pre>log Σ exp z_v  -  (r - s) z_right  -  s Σ z_v  (+ s z_padding)  + constant</pre>
 *
 * where r and s are what the right token and each other token should get. Only the first term is
 * costly. Its gradient is written by hand: with p = softmax(z) it is p E for x, p x^T for E and p
 * for b, and these need p of one piece at a time only. The other terms are linear in x, and
 * autograd sees to them without ever computing all scores.
 */
public final class ChunkedLabelSmoothing implements SequenceLoss {

  /** The scores of so few rows, 128 × 10,000 numbers, stay near the processor's cache. */
  private static final int USUAL_ROWS = 128;

  /** A convolution first copies its kernel, here (V, d_model): that must pay for more rows. */
  private static final int ROWS_OF_CONVOLUTION = 512;

  /** Below this a probability is too near to the smallest float for its logarithm to be exact. */
  private static final float HARDLY_POSSIBLE = 1e-30f;

  private final LabelSmoothing plain;
  private final int rows; // 0: as fits the way products are computed

  /**
   * The fast way to {@code plain}.
   *
   * @param rows how many tokens make a piece, at least 1
   */
  public ChunkedLabelSmoothing(LabelSmoothing plain, int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("Expected at least 1 token a piece, but got " + rows);
    }
    this.plain = plain;
    this.rows = rows;
  }

  /** With pieces of a size that is fast for the {@link MatrixProduct} in use. */
  public ChunkedLabelSmoothing(LabelSmoothing plain) {
    this.plain = plain;
    this.rows = 0;
  }

  @Override
  public BatchLoss of(SequenceToSequence model, NDArray states, NDArray labels) {
    NDArray weight = model.outputWeight().getArray(); // (V, d_model)
    NDArray bias = model.outputBias().map(Parameter::getArray).orElse(null); // (V)
    return of(states.reshape(-1, states.getShape().get(2)), weight, bias, labels.flatten());
  }

  /**
   * The same for one row a token.
   *
   * @param states (N, d_model)
   * @param weight (V, d_model) of the output layer
   * @param bias (V), or {@code null}
   * @param targets (N) int64, the token that should follow at each row
   */
  public BatchLoss of(NDArray states, NDArray weight, NDArray bias, NDArray targets) {
    NDManager manager = states.getManager();
    long[] ids = targets.toLongArray();
    long[] kept =
        IntStream.range(0, ids.length)
            .filter(i -> ids[i] != plain.paddingId())
            .mapToLong(i -> i)
            .toArray();
    if (kept.length == 0) {
      throw LabelSmoothing.onlyPadding(targets.getShape());
    }
    boolean noPadding = kept.length == ids.length;
    NDArray x =
        noPadding
            ? states
            : lookUp(
                NativeIds.create(manager, kept, new Shape(kept.length)), states); // (n, d_model)
    NDArray right = noPadding ? targets : lookUpIds(manager, ids, kept); // (n)

    Normalizer normalizer = normalizer(x, weight, bias, right);
    // Its gradient is that of log Σ exp z, its value means nothing.
    NDArray surrogate = normalizer.x().mul(x).sum().add(normalizer.weight().mul(weight).sum());
    if (bias != null) {
      surrogate = surrogate.add(normalizer.bias().mul(bias).sum());
    }
    NDArray linear = linearTerms(x, weight, bias, right); // ()
    NDArray sum = normalizer.sum().add(linear.stopGradient());
    NDArray objective = surrogate.add(linear);
    objective = objective.mul(Scalars.of(objective, 1.0 / kept.length));
    return new BatchLoss(objective, sum, kept.length);
  }

  /**
   * Σ log Σ exp z over all tokens and its gradients.
   *
   * @param sum ()
   * @param x (n, d_model)
   * @param weight (V, d_model)
   * @param bias (V), or null
   */
  private record Normalizer(NDArray sum, NDArray x, NDArray weight, NDArray bias) {}

  private Normalizer normalizer(NDArray x, NDArray weight, NDArray bias, NDArray right) {
    NDManager owner = x.getManager();
    try (GradientMode off = GradientMode.off();
        NDManager scratch = owner.newSubManager()) {
      NDArray e = detached(weight, scratch); // (V, d_model)
      NDArray b = bias == null ? null : detached(bias, scratch); // (V)
      NDArray all = detached(x, scratch); // (n, d_model)
      NDArray weightGradient = scratch.zeros(e.getShape());
      NDArray biasGradient = b == null ? null : scratch.zeros(b.getShape());
      NDArray sum = scratch.zeros(new Shape());
      NDList stateGradients = new NDList();
      NDArray columns = Contiguous.of(e.transpose()); // (d_model, V)
      long n = all.getShape().get(0);
      int rowsOfPiece = rowsOfPiece();
      for (long from = 0; from < n; from += rowsOfPiece) {
        try (NDManager piece = scratch.newSubManager()) {
          NDIndex rowsNow = new NDIndex().addSliceDim(from, Math.min(n, from + rowsOfPiece));
          NDArray part = all.get(rowsNow); // (k, d_model)
          part.attach(piece);
          NDArray rightPart = right.get(rowsNow); // (k)
          rightPart.attach(piece);
          NDArray z = Linear.apply(part, e, b); // (k, V)
          NDArray p = z.softmax(-1); // (k, V)
          sum.addi(logSumExp(z, p, rightPart.expandDims(1)).sum());
          NDArray stateGradient = Linear.apply(p, columns, null); // (k, d_model) = p E
          stateGradient.attach(scratch);
          stateGradients.add(stateGradient);
          // No convolution here: it would first lay out p anew, which costs more than it wins.
          weightGradient.addi(p.transpose().matMul(part)); // (V, d_model) = p^T x
          if (biasGradient != null) {
            biasGradient.addi(p.sum(FIRST));
          }
        }
      }
      NDArray stateGradient = Concatenation.along(0, stateGradients); // (n, d_model)
      stateGradient.attach(owner);
      weightGradient.attach(owner);
      sum.attach(owner);
      if (biasGradient != null) {
        biasGradient.attach(owner);
      }
      return new Normalizer(sum, stateGradient, weightGradient, biasGradient);
    }
  }

  private int rowsOfPiece() {
    if (rows > 0) {
      return rows;
    }
    return MatrixProduct.chosen() == MatrixProduct.MKL ? USUAL_ROWS : ROWS_OF_CONVOLUTION;
  }

  /**
   * log Σ exp z of each row. It is z - log p for any token; that of the right one is quickly found,
   * unless the model thinks it impossible. The likeliest one always does.
   *
   * @param z (k, V)
   * @param p (k, V), the softmax of z
   * @param right (k, 1)
   */
  private static NDArray logSumExp(NDArray z, NDArray p, NDArray right) {
    NDArray chance = p.gather(right, 1); // (k, 1)
    if (chance.min().getFloat() < HARDLY_POSSIBLE) {
      return z.max(LAST).sub(p.max(LAST).log());
    }
    return z.gather(right, 1).sub(chance.log());
  }

  private static final int[] FIRST = {0};
  private static final int[] LAST = {-1};

  /** The terms of the loss that are linear in the scores, and its constant, over all tokens. */
  private NDArray linearTerms(NDArray x, NDArray weight, NDArray bias, NDArray right) {
    NDManager manager = x.getManager();
    long vocabulary = weight.getShape().get(0);
    double share = plain.convention().share(plain.smoothing(), vocabulary);
    double extra = plain.convention().right(plain.smoothing(), vocabulary) - share;
    double constant = plain.convention().constant(plain.smoothing(), vocabulary);
    long n = x.getShape().get(0);

    NDArray rightScore = x.mul(lookUp(right, weight)).sum(); // Σ z_right without b
    // Σ s z_v over all tokens v, from one row that says what each token gets.
    NDArray shareOfEach = manager.full(new Shape(1, vocabulary), (float) share);
    if (plain.convention() == LabelSmoothing.Convention.KL_ANNOTATED) {
      shareOfEach.set(new NDIndex("0, {}", plain.paddingId()), 0);
    }
    NDArray mean = shareOfEach.matMul(weight); // (1, d_model)
    NDArray sharedScore = x.sum(FIRST).mul(mean).sum();
    NDArray score = rightScore.mul(Scalars.of(x, extra)).add(sharedScore);
    if (bias != null) {
      NDArray column = bias.expandDims(1); // (V, 1), owned by the manager of the bias ...
      column.attach(manager); // ... and so moved to the step's
      NDArray rightBias = lookUp(right, column).sum();
      NDArray sharedBias = shareOfEach.squeeze(0).mul(bias).sum().mul(Scalars.of(x, n));
      score = score.add(rightBias.mul(Scalars.of(x, extra))).add(sharedBias);
    }
    return score.neg().add(Scalars.of(x, n * constant));
  }

  /** Rows of {@code table} by number; the backward pass adds into the rows. */
  private static NDArray lookUp(NDArray numbers, NDArray table) {
    return Embedding.embedding(numbers, table, SparseFormat.DENSE).singletonOrThrow();
  }

  private static NDArray lookUpIds(NDManager manager, long[] ids, long[] kept) {
    long[] right = new long[kept.length];
    for (int i = 0; i < kept.length; i++) {
      right[i] = ids[(int) kept[i]];
    }
    return NativeIds.create(manager, right, new Shape(right.length));
  }

  private static NDArray detached(NDArray array, NDManager owner) {
    NDArray detached = array.stopGradient(); // belongs to the manager of array ...
    detached.attach(owner); // ... which may live long
    return detached;
  }
}
