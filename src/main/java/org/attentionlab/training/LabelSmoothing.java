package org.attentionlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.Scalars;
import org.attentionlab.nn.SequenceToSequence;

/**
 * Cross-entropy against a smoothed truth (section 5.4 of the paper): the model is not asked to be
 * certain of the right token but to give it 1 - ε and to share ε among all tokens. With ε = 0 this
 * is the usual cross-entropy. Padding costs nothing.
 *
 * <p>This is the formula as it is written. {@link ChunkedLabelSmoothing} gives the same numbers and
 * gradients with less memory and time.
 *
 * @param smoothing ε, from 0 to below 1; 0.1 in the paper
 * @param paddingId the id of the padding token
 * @param convention how ε is shared
 */
public record LabelSmoothing(double smoothing, int paddingId, Convention convention)
    implements SequenceLoss {

  /** Two ways of sharing ε that are in use; their losses differ by a constant and in details. */
  public enum Convention {
    /** PyTorch's {@code cross_entropy}: ε / V for each token, the right one and padding too. */
    TORCH,
    /**
     * The Annotated Transformer: 1 - ε for the right token, 0 for padding, ε / (V - 2) for each
     * other; the loss is the Kullback-Leibler divergence, which is 0 when the model is just as
     * uncertain as the truth.
     */
    KL_ANNOTATED;

    /** What each token gets that is neither right nor padding. */
    double share(double smoothing, long vocabulary) {
      long others = this == TORCH ? vocabulary : vocabulary - 2;
      if (others < 1) {
        throw new IllegalArgumentException(
            "Expected a vocabulary of at least 3 tokens for " + this + ", but got " + vocabulary);
      }
      return smoothing / others;
    }

    /** What the right token gets. */
    double right(double smoothing, long vocabulary) {
      return 1 - smoothing + (this == TORCH ? share(smoothing, vocabulary) : 0);
    }

    /** The part of a token's loss that does not depend on the model: Σ q log q, or 0. */
    double constant(double smoothing, long vocabulary) {
      if (this == TORCH) {
        return 0;
      }
      double share = share(smoothing, vocabulary);
      return timesItsLog(1 - smoothing) + (vocabulary - 2) * timesItsLog(share);
    }

    private static double timesItsLog(double q) {
      return q == 0 ? 0 : q * Math.log(q);
    }
  }

  /** Checks ε. */
  public LabelSmoothing {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "Expected a smoothing from 0 (none) to below 1, but got " + smoothing);
    }
  }

  /** With PyTorch's way of sharing. */
  public LabelSmoothing(double smoothing, int paddingId) {
    this(smoothing, paddingId, Convention.TORCH);
  }

  /**
   * What the model should say.
   *
   * @param targets (N) int64 token ids
   * @param vocabulary V
   * @return (N, V); each row sums to 1, and rows of padding are 0
   */
  public NDArray trueDistribution(NDArray targets, long vocabulary) {
    double share = convention.share(smoothing, vocabulary);
    double right = convention.right(smoothing, vocabulary);
    NDArray oneHot = oneHot(targets, vocabulary); // (N, V)
    NDArray q = oneHot.mul(Scalars.of(oneHot, right - share)).add(Scalars.of(oneHot, share));
    if (convention == Convention.KL_ANNOTATED) {
      NDArray padding = targets.getManager().full(new Shape(1), paddingId, DataType.INT64);
      NDArray notPadding = oneHot(padding, vocabulary).sub(Scalars.of(oneHot, 1)).neg(); // (1, V)
      q = q.mul(notPadding);
    }
    return q.mul(isToken(targets).expandDims(-1));
  }

  /**
   * The loss of each token.
   *
   * @param logits (N, V) scores before the softmax
   * @param targets (N) int64 token ids
   * @return (N) in nats, 0 for padding
   */
  public NDArray tokenLosses(NDArray logits, NDArray targets) {
    long vocabulary = logits.getShape().get(1);
    NDArray q = trueDistribution(targets, vocabulary); // (N, V)
    NDArray crossEntropy = logits.logSoftmax(-1).mul(q).sum(new int[] {-1}).neg(); // (N)
    double constant = convention.constant(smoothing, vocabulary);
    NDArray tokens = isToken(targets);
    return crossEntropy.add(tokens.mul(Scalars.of(tokens, constant)));
  }

  /** The loss of all tokens together, shape (); arguments as in {@link #tokenLosses}. */
  public NDArray sum(NDArray logits, NDArray targets) {
    return tokenLosses(logits, targets).sum();
  }

  /** The mean loss of a token that is not padding, shape (); arguments as above. */
  public NDArray mean(NDArray logits, NDArray targets) {
    NDArray sum = sum(logits, targets);
    return sum.div(Scalars.of(sum, countTokens(targets)));
  }

  @Override
  public BatchLoss of(SequenceToSequence model, NDArray states, NDArray labels) {
    NDArray weight = model.outputWeight().getArray(); // (V, d_model)
    NDArray bias = model.outputBias().map(Parameter::getArray).orElse(null); // (V)
    NDArray logits = Linear.apply(states, weight, bias); // (B, T, V)
    NDArray targets = labels.flatten(); // (B T)
    NDArray sum = sum(logits.reshape(targets.size(), -1), targets);
    long tokens = countTokens(targets);
    return new BatchLoss(sum.div(Scalars.of(sum, tokens)), sum, tokens);
  }

  private long countTokens(NDArray targets) {
    long tokens = Arrays.stream(targets.toLongArray()).filter(id -> id != paddingId).count();
    if (tokens == 0) {
      throw onlyPadding(targets.getShape());
    }
    return tokens;
  }

  static IllegalArgumentException onlyPadding(Shape targets) {
    return new IllegalArgumentException(
        "There is nothing to learn from this batch: all targets, of shape "
            + targets
            + ", are padding.");
  }

  private NDArray isToken(NDArray targets) {
    return targets.neq(paddingId).toType(DataType.FLOAT32, false); // (N)
  }

  private static NDArray oneHot(NDArray ids, long vocabulary) {
    return ids.oneHot(Math.toIntExact(vocabulary), DataType.FLOAT32);
  }
}
