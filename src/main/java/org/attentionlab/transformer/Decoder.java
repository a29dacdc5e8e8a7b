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

/** The decoder stack, section 3.1: N layers, each of which reads the top encoder output. */
public final class Decoder extends Layer {

  private final LayerList<DecoderLayer> layers;
  private final LayerNorm finalNorm; // pre-LN only

  /**
   * N layers of the given sizes.
   *
   * @param stream draws starting weights and dropout masks
   */
  public Decoder(TransformerConfig config, RandomStream stream) {
    layers =
        addChildBlock(
            "layers",
            new LayerList<>(
                Stream.generate(() -> new DecoderLayer(config, stream))
                    .limit(config.layers())
                    .toList()));
    finalNorm = config.normFirst() ? addChildBlock("norm", Sublayers.norm(config)) : null;
  }

  /**
   * What the stack returns.
   *
   * @param states (B, T, d_model)
   * @param selfWeights of each layer, (B, h, T, T)
   * @param crossWeights of each layer, (B, h, T, S)
   */
  public record Output(NDArray states, List<NDArray> selfWeights, List<NDArray> crossWeights) {}

  /**
   * Runs all layers on a whole target.
   *
   * @param x (B, T, d_model), embeddings with positions
   * @param memory (B, S, d_model)
   * @param targetMask hides later positions and the target's padding
   * @param memoryMask hides the source's padding
   */
  public Output decode(
      NDArray x, NDArray memory, Mask targetMask, Mask memoryMask, boolean training) {
    NDArray states = x;
    List<NDArray> self = new ArrayList<>();
    List<NDArray> cross = new ArrayList<>();
    for (DecoderLayer layer : layers.layers()) {
      DecoderLayer.Output output = layer.decode(states, memory, targetMask, memoryMask, training);
      states = output.states(); // (B, T, d_model)
      self.add(output.selfWeights());
      cross.add(output.crossWeights());
    }
    return new Output(normalized(states), self, cross);
  }

  List<DecoderLayer> layers() {
    return layers.layers();
  }

  /** The final normalization of pre-LN; post-LN states are normalized already. */
  NDArray normalized(NDArray states) {
    return finalNorm == null ? states : finalNorm.normalize(states);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.get(0);
    Mask lookAhead = Mask.lookAhead(x.getManager(), x.getShape().get(1));
    return new NDList(decode(x, inputs.get(1), lookAhead, Mask.none(), training).states());
  }
}
