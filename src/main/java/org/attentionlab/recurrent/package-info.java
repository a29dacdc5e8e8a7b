/**
 * Recurrent networks: cells in plain formula, one step at a time, and layers that run whole
 * sequences through libtorch's fused kernels with the same numbers. On top of them stand the
 * encoder, the decoder and the sequence-to-sequence models with and without attention.
 * Backpropagation through time is written out by hand once, so that one can see where gradients
 * vanish.
 */
package org.attentionlab.recurrent;
