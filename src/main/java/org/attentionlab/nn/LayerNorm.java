package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;

/**
 * Layer normalization (Ba et al. 2016; section 3.1 of the paper): each position's vector is shifted
 * and scaled to mean 0 and variance 1, then multiplied by a learned gain and moved by a learned
 * bias. {@link LayerNormFormula} is the same in plain arithmetic; this class calls libtorch's fused
 * kernel.
 */
public final class LayerNorm extends Layer {

  /** PyTorch's default ε, added to the variance inside the root. */
  public static final double DEFAULT_EPSILON = 1e-5;

  private final long width;
  private final double epsilon;
  private final Parameter gain;
  private final Parameter bias;

  /** Layer normalization of the last axis, which has size {@code width}, with the usual ε. */
  public LayerNorm(long width) {
    this(width, DEFAULT_EPSILON);
  }

  /** Layer normalization with a given ε. */
  public LayerNorm(long width, double epsilon) {
    this.width = width;
    this.epsilon = epsilon;
    gain = parameter("weight", Parameter.Type.GAMMA, Initializer.ONES, width);
    bias = parameter("bias", Parameter.Type.BETA, Initializer.ZEROS, width);
  }

  /**
   * Normalizes each vector on the last axis.
   *
   * @param x (..., width)
   * @return the same shape, owned by the manager of {@code x}
   */
  public NDArray normalize(NDArray x) {
    Shapes.requireLast("the input of layer normalization", x, width);
    return ai.djl.nn.norm.LayerNorm.layerNorm(
            x, new Shape(width), array(gain), array(bias), (float) epsilon)
        .singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(normalize(inputs.singletonOrThrow()));
  }
}
