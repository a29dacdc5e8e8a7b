package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;

/** A linear map of the last axis: y = x W^T + b, with W of shape (out, in). */
public final class Linear extends Layer {

  private final long in;
  private final long out;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * A map from width {@code in} to width {@code out}.
   *
   * @param withBias whether b is added
   * @param stream draws the starting weights
   */
  public Linear(long in, long out, boolean withBias, RandomStream stream) {
    this.in = in;
    this.out = out;
    weight =
        parameter("weight", Parameter.Type.WEIGHT, Initializers.xavierUniform(stream), out, in);
    bias = withBias ? parameter("bias", Parameter.Type.BIAS, Initializer.ZEROS, out) : null;
  }

  /**
   * Maps the last axis of {@code x}.
   *
   * @param x (..., in)
   * @return (..., out), owned by the manager of {@code x}
   */
  public NDArray map(NDArray x) {
    Shapes.requireLast("the input of this linear map", x, in);
    return apply(x, array(weight), bias == null ? null : array(bias));
  }

  /** The weight (out, in); not a copy. */
  public NDArray weight() {
    return array(weight);
  }

  /**
   * x W^T + b with weights that the caller owns. All large matrix products of the kit come through
   * here, so that {@link MatrixProduct} can choose how they are computed.
   *
   * @param x (..., in)
   * @param weight (out, in)
   * @param bias (out), or {@code null}
   * @return (..., out), owned by the manager of {@code x}
   */
  public static NDArray apply(NDArray x, NDArray weight, NDArray bias) {
    return MatrixProduct.chosen().linear(x, weight, bias);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape input = inputShapes[0];
    return new Shape[] {input.slice(0, input.dimension() - 1).add(out)};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(map(inputs.singletonOrThrow()));
  }
}
