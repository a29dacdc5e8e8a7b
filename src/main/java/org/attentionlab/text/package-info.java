/**
 * From characters to ids and back: tokenizers, byte-pair encoding and the vocabulary. Nothing here
 * knows about tensors, so every class can be read and tried with plain Java. All later rooms see
 * text only as the ids made here.
 */
package org.attentionlab.text;
