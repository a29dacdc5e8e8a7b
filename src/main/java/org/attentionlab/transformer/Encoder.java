package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.LayerList;
import org.attentionlab.nn.LayerNorm;
import org.attentionlab.nn.RandomStream;

/** The encoder stack, section 3.1: N layers, each with its own weights. */
public final class Encoder extends Layer {

  private final LayerList<EncoderLayer> layers;
  private final LayerNorm finalNorm; // pre-LN only: the stack's sum was never normalized

  /**
   * N layers of the given sizes.
   *
   * @param stream draws starting weights and dropout masks
   */
  public Encoder(TransformerConfig config, RandomStream stream) {
    layers =
        addChildBlock(
            "layers",
            new LayerList<>(
                Stream.generate(() -> new EncoderLayer(config, stream))
                    .limit(config.layers())
                    .toList()));
    finalNorm = config.normFirst() ? addChildBlock("norm", Sublayers.norm(config)) : null;
  }

  /**
   * What the stack returns.
   *
   * @param memory (B, S, d_model), read by every decoder layer
   * @param selfWeights of each layer, (B, h, S, S)
   */
  public record Output(NDArray memory, List<NDArray> selfWeights) {}

  /**
   * Runs all layers.
   *
   * @param x (B, S, d_model), embeddings with positions
   * @param mask hides the source's padding
   */
  public Output encode(NDArray x, Mask mask, boolean training) {
    NDArray states = x;
    List<NDArray> weights = new ArrayList<>();
    for (EncoderLayer layer : layers.layers()) {
      EncoderLayer.Output output = layer.encode(states, mask, training);
      states = output.states(); // (B, S, d_model)
      weights.add(output.selfWeights());
    }
    return new Output(normalized(states), weights);
  }

  List<EncoderLayer> layers() {
    return layers.layers();
  }

  /** The final normalization of pre-LN; post-LN states are normalized already. */
  NDArray normalized(NDArray states) {
    return finalNorm == null ? states : finalNorm.normalize(states);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(encode(inputs.singletonOrThrow(), Mask.none(), training).memory());
  }
}
