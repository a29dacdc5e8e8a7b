package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.Scalars;

/**
 * A {@link Transformer} with one fault, for lessons about finding it. It trains without an error,
 * and its weights have the names of the healthy one's. A fault of {@link FaultPlace#TARGET_SHIFT}
 * is none of the model itself but of its loss; the model is then healthy.
 *
 * <p>It decodes without a cache: a cache never holds the future, and would hide a wrong mask.
 */
public final class FaultyTransformer extends TransformerVariant {

  private final FaultPlace place;

  /**
   * A model with a fault.
   *
   * @param seed equal seeds give the starting weights of {@link Transformer}
   * @param place where it is broken; {@link FaultPlace#NONE} makes a healthy one
   */
  public FaultyTransformer(TransformerConfig config, long seed, FaultPlace place) {
    super(config, seed);
    this.place = place;
  }

  /**
   * What the decoder gets to read of the source.
   *
   * @param source (B, S) token ids
   * @return (B, S, d_model)
   */
  public NDArray memory(NDArray source, boolean training) {
    boolean on = training || place == FaultPlace.DROPOUT;
    NDArray x = // (B, S, d_model)
        place == FaultPlace.SOURCE_POSITIONS
            ? withoutPositions(source)
            : model.sourceInput().embed(source, 0, on);
    NDArray memory = model.encoder().encode(x, memoryMask(source), on).memory();
    if (place != FaultPlace.MEMORY_AXES) {
      return memory;
    }
    Shape shape = memory.getShape();
    return memory.transpose(1, 0, 2).reshape(shape); // right would be to transpose back
  }

  private NDArray withoutPositions(NDArray source) {
    NDArray vectors = model.embedding().embed(source);
    return vectors.mul(Scalars.of(vectors, Math.sqrt(model.config().modelWidth())));
  }

  private Mask memoryMask(NDArray source) {
    return place == FaultPlace.SOURCE_PADDING_MASK ? Mask.none() : model.sourceMask(source);
  }

  private Mask targetMask(NDArray target) {
    return place == FaultPlace.LOOK_AHEAD_MASK
        ? Mask.padding(target, paddingId())
        : model.targetMask(target);
  }

  @Override
  public NDArray decoderStates(NDArray source, NDArray target, boolean training) {
    boolean on = training || place == FaultPlace.DROPOUT;
    NDArray memory = memory(source, training);
    return model
        .decoder()
        .decode(
            model.targetInput().embed(target, 0, on),
            memory,
            targetMask(target),
            memoryMask(source),
            on)
        .states();
  }
}
