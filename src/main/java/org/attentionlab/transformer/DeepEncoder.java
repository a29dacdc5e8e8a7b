package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.Dropout;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.LayerList;
import org.attentionlab.nn.LayerNorm;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.TokenEmbedding;

/**
 * An encoder that gives every token a label, and whose sub-layers are joined as you choose, well or
 * badly, to see what residual connections and normalizations are for. With {@link Join#POST_LN} and
 * {@link Join#PRE_LN} its stack computes what {@link Encoder} computes, and its weights have the
 * same names: {@code layers.0.self_attn.in_proj_weight}.
 *
 * <p>Dropout is where section 5.4 has it: on the output of each sub-layer, before it is added, and
 * on the sum of embeddings and positions.
 */
public final class DeepEncoder extends Layer {

  private final TransformerConfig config;
  private final Join join;
  private final InputEmbedding input;
  private final LayerList<DeepEncoderLayer> layers;
  private final LayerNorm finalNorm; // pre-LN only: the stack's sum was never normalized
  private final Linear output;

  /**
   * A model with N = {@code config.layers()} layers over sinusoidal positions; {@code normFirst} of
   * the configuration does not matter.
   *
   * @param labels how many labels there are to choose from
   * @param seed draws starting weights and dropout masks
   */
  public DeepEncoder(TransformerConfig config, Join join, int labels, long seed) {
    this.config = config;
    this.join = join;
    RandomStream stream = RandomStream.of(seed);
    TokenEmbedding embedding =
        addChildBlock(
            "embedding", new TokenEmbedding(config.vocabulary(), config.modelWidth(), stream));
    input = new InputEmbedding(config, embedding, null, new Dropout(config.dropout(), stream));
    layers =
        addChildBlock(
            "layers",
            new LayerList<>(
                Stream.generate(() -> new DeepEncoderLayer(config, join, stream))
                    .limit(config.layers())
                    .toList()));
    finalNorm = join == Join.PRE_LN ? addChildBlock("norm", Sublayers.norm(config)) : null;
    output = addChildBlock("output", new Linear(config.modelWidth(), labels, true, stream));
  }

  /** The sizes. */
  public TransformerConfig config() {
    return config;
  }

  /** How its sub-layers are joined. */
  public Join join() {
    return join;
  }

  /**
   * Word plus position, the input of the stack.
   *
   * @param tokens (B, T) ids
   * @return (B, T, d_model)
   */
  public NDArray embed(NDArray tokens, boolean training) {
    return input.embed(tokens, 0, training);
  }

  /**
   * Runs all layers.
   *
   * @param x (B, T, d_model)
   * @param mask hides the padding
   * @return N + 1 tensors (B, T, d_model): x, and what each layer made of it
   */
  public List<NDArray> encode(NDArray x, Mask mask, boolean training) {
    List<NDArray> states = new ArrayList<>(List.of(x));
    for (DeepEncoderLayer layer : layers.layers()) {
      states.add(layer.encode(states.get(states.size() - 1), mask, training));
    }
    return states;
  }

  /** The same from token ids, (B, T); padding is hidden from attention. */
  public List<NDArray> states(NDArray tokens, boolean training) {
    return encode(embed(tokens, training), padding(tokens), training);
  }

  /**
   * The scores of every label for every token, before the softmax.
   *
   * @param tokens (B, T) ids
   * @return (B, T, labels)
   */
  public NDArray logits(NDArray tokens, boolean training) {
    NDArray top = states(tokens, training).get(config.layers()); // (B, T, d_model)
    return output.map(finalNorm == null ? top : finalNorm.normalize(top));
  }

  private Mask padding(NDArray tokens) {
    return Mask.padding(tokens, config.paddingId()).simplified();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return output.getOutputShapes(new Shape[] {inputShapes[0].add(config.modelWidth())});
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(logits(inputs.singletonOrThrow(), training));
  }
}
