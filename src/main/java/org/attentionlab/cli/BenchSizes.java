package org.attentionlab.cli;

import java.util.ArrayList;
import java.util.List;
import org.attentionlab.data.Batch;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.transformer.TransformerConfig;

/**
 * What both sides of {@code ./course bench train} train, and of {@code bench decode} decode; passed
 * to them as JSON.
 *
 * @param length source tokens of a sentence, {@code <eos>} included; as many are predicted
 * @param sentences how many sentence pairs a batch has
 * @param smoothing ε of label smoothing
 * @param threads threads of one operation
 * @param chunked whether PyTorch too computes output layer and loss in pieces
 * @param steps how many tokens are decoded
 */
record BenchSizes(
    int layers,
    int modelWidth,
    int innerWidth,
    int heads,
    double dropout,
    int vocabulary,
    int maximumLength,
    int length,
    int sentences,
    double smoothing,
    int threads,
    boolean chunked,
    int steps) {

  private static final int SPECIAL = 4; // <pad>, <sos>, <eos>, <unk>

  /** The tiny model, 10,000 tokens of vocabulary, 160 sentences of 26 tokens without padding. */
  static BenchSizes tiny(int threads, boolean chunked) {
    return of(160, threads, chunked);
  }

  /** The same model; 32 sentences of 26 tokens, decoded into 30 tokens each. */
  static BenchSizes decoding(int threads) {
    return of(32, threads, false);
  }

  private static BenchSizes of(int sentences, int threads, boolean chunked) {
    TransformerConfig tiny = TransformerConfig.tiny();
    return new BenchSizes(
        tiny.layers(),
        tiny.modelWidth(),
        tiny.innerWidth(),
        tiny.heads(),
        tiny.dropout(),
        10_000,
        tiny.maximumLength(),
        26,
        sentences,
        0.1,
        threads,
        chunked,
        30);
  }

  /** The model. */
  TransformerConfig model() {
    return TransformerConfig.tiny()
        .change()
        .optLayers(layers)
        .optModelWidth(modelWidth)
        .optInnerWidth(innerWidth)
        .optHeads(heads)
        .optDropout(dropout)
        .optVocabulary(vocabulary)
        .optMaximumLength(maximumLength)
        .build();
  }

  /** One batch of random ids; the Python side makes the same ones. */
  Batch batch() {
    int[] state = {1};
    List<EncodedPair> pairs = new ArrayList<>();
    for (int i = 0; i < sentences; i++) {
      pairs.add(EncodedPair.of(sentence(state), sentence(state)));
    }
    return new Batch(pairs);
  }

  private int[] sentence(int[] state) {
    int[] ids = new int[length - 1];
    for (int i = 0; i < ids.length; i++) {
      state[0] = (state[0] * 1103515245 + 12345) & Integer.MAX_VALUE;
      ids[i] = SPECIAL + (state[0] >> 8) % (vocabulary - SPECIAL);
    }
    return ids;
  }

  /**
   * Additions and multiplications in the matrix products of one training step: forward, and twice
   * as many backward.
   */
  double matrixOperations() {
    double perPair = 0; // multiplications for one source and one target position
    double attention = 4.0 * modelWidth * modelWidth + 2.0 * modelWidth * length;
    double feedForward = 2.0 * modelWidth * innerWidth;
    perPair += layers * (attention + feedForward); // encoder
    perPair += layers * (2 * attention + feedForward); // decoder
    perPair += (double) modelWidth * vocabulary; // output layer
    return 3 * 2 * perPair * tokens();
  }

  /** Target tokens that one step learns from. */
  int tokens() {
    return sentences * length;
  }
}
