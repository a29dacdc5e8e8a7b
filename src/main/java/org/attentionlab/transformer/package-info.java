/**
 * The Transformer of "Attention Is All You Need" (Vaswani et al. 2017), section 3, one class per
 * concept. {@link org.attentionlab.transformer.Transformer} is the entrance; read from there to the
 * stacks, the layers and the positions. Dropout, layer norm and feed-forward live in {@code nn}.
 */
package org.attentionlab.transformer;
