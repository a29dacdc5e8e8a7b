package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.nn.WholePrefixDecoding;

/**
 * A {@link Transformer} that computes something in another way, with all its parts and the names of
 * its weights. It decodes without a cache: a cache never holds the future, and would hide a wrong
 * mask.
 */
abstract class TransformerVariant extends Layer implements SequenceToSequence {

  /** Where parts and weights are. */
  final Transformer model;

  TransformerVariant(TransformerConfig config, long seed) {
    model = addChildBlock("", new Transformer(config, seed));
  }

  @Override
  public DecodingState start(NDArray source) {
    return new WholePrefixDecoding(this, source);
  }

  @Override
  public Parameter outputWeight() {
    return model.outputWeight();
  }

  @Override
  public Optional<Parameter> outputBias() {
    return model.outputBias();
  }

  @Override
  public int paddingId() {
    return model.paddingId();
  }

  @Override
  public RandomStream randomStream() {
    return model.randomStream();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return model.getOutputShapes(inputShapes);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(logits(inputs.get(0), inputs.get(1), training)); // (B, T, V)
  }
}
