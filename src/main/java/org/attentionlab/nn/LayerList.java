package org.attentionlab.nn;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;

/** Blocks under the names 0, 1, 2, …, so that their parameters are called {@code layers.0.…}. */
public final class LayerList<T extends Block> extends Layer {

  private final List<T> layers;

  /** A list of these blocks, in this order. */
  public LayerList(List<T> layers) {
    this.layers = List.copyOf(layers);
    for (int i = 0; i < layers.size(); i++) {
      addChildBlock(String.valueOf(i), layers.get(i));
    }
  }

  /** The blocks, first to last. */
  public List<T> layers() {
    return layers;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDList x = inputs;
    for (T layer : layers) {
      x = layer.forward(store, x, training);
    }
    return x;
  }
}
