package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.attentionlab.attention.Mask;

/**
 * A {@link Transformer} whose decoder masks you choose, right or wrong, to see what they are for.
 * Its weights have the same names, so they can be copied from one to the other. Everything else
 * (training, searching, leak tests) treats it like any model.
 *
 * <p>It decodes without a cache: at each step it reads its whole prefix again, under the chosen
 * mask. A cache never holds the future, and would hide a wrong mask.
 */
public final class OwnMaskTransformer extends TransformerVariant {

  /** Says what the decoder's self-attention may not see; {@code Mask::lookAhead} is right. */
  @FunctionalInterface
  public interface TargetMask {
    /** The mask (1, 1, T, T) for a target of {@code length} tokens, owned by {@code manager}. */
    Mask of(NDManager manager, long length);
  }

  /** Says what the encoder-decoder attention may not see of the source. */
  @FunctionalInterface
  public interface MemoryMask {
    /** The mask (B, 1, 1, S) for {@code source}, (B, S) token ids; right is its padding. */
    Mask of(NDArray source);
  }

  private final TargetMask targetMask;
  private final MemoryMask memoryMask;

  /** A model with its own look-ahead mask; the source's padding is masked as it should be. */
  public OwnMaskTransformer(TransformerConfig config, long seed, TargetMask targetMask) {
    this(config, seed, targetMask, source -> Mask.padding(source, config.paddingId()));
  }

  /**
   * A model with both decoder masks of your own; the encoder keeps its right one.
   *
   * @param seed equal seeds give the starting weights of {@link Transformer}
   */
  public OwnMaskTransformer(
      TransformerConfig config, long seed, TargetMask targetMask, MemoryMask memoryMask) {
    super(config, seed);
    this.targetMask = targetMask;
    this.memoryMask = memoryMask;
  }

  /**
   * Reads a whole source and a whole target.
   *
   * @param source (B, S) token ids
   * @param target (B, T) token ids that begin with {@code <sos>}
   * @return the states (B, T, d_model) and each layer's attention weights
   */
  public Decoder.Output decode(NDArray source, NDArray target, boolean training) {
    NDArray memory = model.encode(source, training).memory(); // (B, S, d_model)
    return model
        .decoder()
        .decode(
            model.targetInput().embed(target, 0, training),
            memory,
            targetMask.of(target.getManager(), target.getShape().get(1)),
            memoryMask.of(source),
            training);
  }

  @Override
  public NDArray decoderStates(NDArray source, NDArray target, boolean training) {
    return decode(source, target, training).states();
  }
}
