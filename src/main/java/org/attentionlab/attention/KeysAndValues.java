package org.attentionlab.attention;

import ai.djl.ndarray.NDArray;
import org.attentionlab.nn.Contiguous;
import org.attentionlab.nn.Rows;

/**
 * Keys and values after their projection, split into heads: what a decoder keeps so that it need
 * not compute them again for each new token.
 *
 * @param keys (B, h, T_k, d_k)
 * @param values (B, h, T_k, d_v)
 */
public record KeysAndValues(NDArray keys, NDArray values) {

  /** These keys and values followed by others in time. */
  public KeysAndValues then(KeysAndValues later) {
    return new KeysAndValues(keys.concat(later.keys, 2), values.concat(later.values, 2));
  }

  /** The same numbers in the order of their axes, which is faster to read again and again. */
  public KeysAndValues inOrder() {
    return new KeysAndValues(Contiguous.of(keys), Contiguous.of(values));
  }

  /** Those of some sentences of the batch; these here are closed. */
  public KeysAndValues select(int[] rows) {
    return new KeysAndValues(Rows.replace(keys, rows), Rows.replace(values, rows));
  }
}
