package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.attentionlab.attention.IncrementalAttention;
import org.attentionlab.attention.KeysAndValues;
import org.attentionlab.attention.Mask;

/**
 * What one decoder layer keeps while sentences are decoded: the keys and values of the encoder's
 * output, which stay, and those of the target's positions so far, which grow.
 */
final class DecoderLayerCache {

  private final NDManager manager;
  private final IncrementalAttention selfAttention;
  private final IncrementalAttention crossAttention;
  private KeysAndValues memory; // (B, h, S, d)
  private KeysAndValues seen; // (B, h, T, d), null before the first position

  /**
   * The cache of a layer that has seen nothing of the target.
   *
   * @param memory (B, S, d_model), the encoder's output
   * @param manager owns what is kept
   */
  DecoderLayerCache(DecoderLayer layer, NDArray memory, NDManager manager) {
    this.manager = manager;
    selfAttention = new IncrementalAttention(layer.selfAttention(), manager);
    crossAttention = new IncrementalAttention(layer.crossAttention(), manager);
    this.memory = keep(layer.crossAttention().keysAndValues(memory).inOrder());
  }

  /** Self-attention of a new position x (B, 1, d_model), which is remembered. */
  NDArray attendToTarget(NDArray x) {
    KeysAndValues own = selfAttention.keysAndValues(x);
    KeysAndValues earlier = seen;
    seen = keep(earlier == null ? own : earlier.then(own));
    if (earlier != null) {
      earlier.keys().close();
      earlier.values().close();
    }
    // Only earlier positions are in the cache, so no look-ahead mask is needed.
    return selfAttention.attend(x, seen, Mask.none());
  }

  /** Attention of a new position x (B, 1, d_model) to the source. */
  NDArray attendToSource(NDArray x, Mask mask) {
    return crossAttention.attend(x, memory, mask);
  }

  /** Goes on with some rows of the target only; a row may be taken twice. */
  void select(int[] rows) {
    if (seen != null) {
      seen = seen.select(rows);
    }
  }

  /** Goes on with some rows of the source only. */
  void selectSource(int[] rows) {
    memory = memory.select(rows);
  }

  private KeysAndValues keep(KeysAndValues cache) {
    cache.keys().attach(manager);
    cache.values().attach(manager);
    return cache;
  }
}
