/**
 * Sentence pairs and batches: corpora that the kit generates itself, and the cutting of them into
 * batches of similar lengths. The generated corpora need no download, are the same for the same
 * seed, and never share a source sentence between train, validation and test. A batch holds ids and
 * lengths only; masks are made from it by the models.
 */
package org.attentionlab.data;
