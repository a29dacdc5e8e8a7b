/**
 * The small layers that every model shares, and the one interface through which the trainer, the
 * search and the metrics see a model. Each layer is a DJL {@code Block} with a typed method that a
 * lesson can call directly. Shape letters everywhere: B sentences in a batch, T (or T_q) positions
 * of the queries or target, S (or T_k) positions of the keys or source, d_model the width of the
 * model, h heads, d_k and d_v the widths of a key and a value, d_ff the inner width of the
 * feed-forward layer, V the size of the vocabulary.
 */
package org.attentionlab.nn;
