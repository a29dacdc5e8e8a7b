package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.function.UnaryOperator;
import org.attentionlab.nn.BatchNorm;
import org.attentionlab.nn.Dropout;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.LayerNorm;
import org.attentionlab.nn.ResidualConnection;

/**
 * What surrounds a sub-layer of a {@link DeepEncoder}: a normalization, a dropout, and one of the
 * ways to {@link Join} them. For post-LN and pre-LN it is the {@link ResidualConnection} itself.
 */
final class JoinedSublayer extends Layer {

  private final Join join;
  private final Dropout dropout;
  private final LayerNorm layerNorm; // null where the join has none
  private final BatchNorm batchNorm; // null where the join has none

  JoinedSublayer(TransformerConfig config, Join join, Dropout dropout) {
    this.join = join;
    this.dropout = dropout;
    boolean layered = join != Join.NO_NORM && join != Join.BATCH_NORM;
    layerNorm = layered ? addChildBlock("", Sublayers.norm(config)) : null;
    batchNorm =
        join == Join.BATCH_NORM
            ? addChildBlock(
                "",
                new BatchNorm(config.modelWidth(), config.epsilon(), BatchNorm.DEFAULT_MOMENTUM))
            : null;
  }

  /**
   * Runs the sub-layer.
   *
   * @param x (B, T, d_model)
   * @return (B, T, d_model)
   */
  NDArray around(NDArray x, UnaryOperator<NDArray> sublayer, boolean training) {
    return switch (join) {
      case POST_LN ->
          new ResidualConnection(layerNorm, dropout, false).around(x, sublayer, training);
      case PRE_LN -> new ResidualConnection(layerNorm, dropout, true).around(x, sublayer, training);
      case NO_RESIDUAL -> layerNorm.normalize(dropout.drop(sublayer.apply(x), training));
      case NO_NORM -> x.add(dropout.drop(sublayer.apply(x), training));
      case BATCH_NORM ->
          batchNorm.normalize(x.add(dropout.drop(sublayer.apply(x), training)), training);
    };
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(around(inputs.singletonOrThrow(), x -> x, training));
  }
}
