package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;

/**
 * Batch normalization (Ioffe and Szegedy 2015), which the Transformer does not use: each feature is
 * shifted and scaled to mean 0 and variance 1 over all positions of all sentences of the batch,
 * then multiplied by a learned gain and moved by a learned bias. {@link LayerNorm} does the same
 * over the features of one position.
 *
 * <p>In training the statistics are those of the batch, and a running average of them is kept. In
 * inference the running averages are used, so that an output does not depend on its neighbours.
 * Every row counts, padding too: pick the real rows first if that is not wanted.
 *
 * <p>State names and running averages are those of PyTorch's {@code BatchNorm1d}, which however has
 * the features on axis 1; here they are on the last axis, as everywhere in the kit.
 */
public final class BatchNorm extends Layer {

  /** PyTorch's default ε, added to the variance inside the root. */
  public static final double DEFAULT_EPSILON = 1e-5;

  /** PyTorch's default weight of the newest batch in the running averages. */
  public static final double DEFAULT_MOMENTUM = 0.1;

  private final long width;
  private final double epsilon;
  private final double momentum;
  private final Parameter gain;
  private final Parameter bias;
  private final Parameter runningMean;
  private final Parameter runningVariance;
  private final Parameter batches;

  /** Batch normalization of features on the last axis, which has size {@code width}. */
  public BatchNorm(long width) {
    this(width, DEFAULT_EPSILON, DEFAULT_MOMENTUM);
  }

  /**
   * Batch normalization with a given ε.
   *
   * @param momentum how much the newest batch counts in the running averages, from 0 to 1
   */
  public BatchNorm(long width, double epsilon, double momentum) {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "Expected a momentum from 0 to 1, the weight of the newest batch, but got "
              + momentum
              + ".");
    }
    this.width = width;
    this.epsilon = epsilon;
    this.momentum = momentum;
    gain = parameter("weight", Parameter.Type.GAMMA, Initializer.ONES, width);
    bias = parameter("bias", Parameter.Type.BETA, Initializer.ZEROS, width);
    Shape features = new Shape(width);
    runningMean = average("running_mean", Parameter.Type.RUNNING_MEAN, Initializer.ZEROS, features);
    runningVariance =
        average("running_var", Parameter.Type.RUNNING_VAR, Initializer.ONES, features);
    batches =
        average(
            "num_batches_tracked",
            Parameter.Type.OTHER,
            (manager, shape, type) -> manager.zeros(shape, DataType.INT64),
            new Shape());
  }

  /** A number that is saved with the weights but does not learn. */
  private Parameter average(
      String name, Parameter.Type type, Initializer initializer, Shape shape) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(type)
            .optInitializer(initializer)
            .optShape(shape)
            .optRequiresGrad(false)
            .build());
  }

  /**
   * Normalizes each feature.
   *
   * @param x (N, width) or (B, T, width)
   * @param training whether the batch's own statistics are used, and remembered
   * @return the same shape, owned by the manager of {@code x}
   */
  public NDArray normalize(NDArray x, boolean training) {
    Shapes.requireLast("the input of batch normalization", x, width);
    if (!training) {
      return scaled(x.sub(array(runningMean)), array(runningVariance));
    }
    long n = x.size() / width;
    if (n < 2) {
      throw new IllegalArgumentException(
          "Expected at least 2 rows to take a mean and a variance of, but the shape is "
              + x.getShape()
              + ". A batch of one has no statistics: train with more rows, or use inference mode.");
    }
    NDArray rows = x.reshape(n, width);
    NDArray mean = rows.mean(new int[] {0}); // (width)
    NDArray centred = rows.sub(mean); // (n, width)
    NDArray variance = centred.mul(centred).mean(new int[] {0}); // (width), divided by n
    remember(mean.stopGradient(), variance.stopGradient(), n);
    return scaled(centred, variance).reshape(x.getShape());
  }

  /** centred / sqrt(variance + ε) · gain + bias. */
  private NDArray scaled(NDArray centred, NDArray variance) {
    NDArray eps = Scalars.of(centred, epsilon);
    NDArray deviation = eps.add(variance).sqrt(); // (width)
    return centred.div(deviation).mul(array(gain)).add(array(bias));
  }

  /** average = (1 - momentum) · average + momentum · new, with the variance divided by n - 1. */
  private void remember(NDArray mean, NDArray variance, long n) {
    NDArray keep = Scalars.of(mean, 1 - momentum);
    NDArray take = Scalars.of(mean, momentum);
    NDArray takeUnbiased = Scalars.of(mean, momentum * n / (n - 1));
    array(runningMean).muli(keep).addi(take.mul(mean));
    array(runningVariance).muli(keep).addi(takeUnbiased.mul(variance));
    array(batches).addi(1);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(normalize(inputs.singletonOrThrow(), training));
  }
}
