/**
 * How a trained model speaks: searches for the best output, one token after another. Searches see
 * any model through one interface: encode once, then step many times. The translator wraps a search
 * with the tokenizer and the vocabulary, so that text goes in and text comes out. A {@link
 * org.attentionlab.decoding.BeamTrace} keeps a beam search step by step.
 */
package org.attentionlab.decoding;
