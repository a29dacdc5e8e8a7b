package org.attentionlab.cli;

import org.attentionlab.recurrent.RecurrentConfig;

/**
 * What both sides of {@code ./course bench recurrent} train; passed to them as JSON.
 *
 * @param hidden the width of input and state
 * @param batch sequences
 * @param length steps of each sequence
 * @param threads threads of one operation
 */
record RecurrentSizes(int hidden, int batch, int length, int threads) {

  /** Width 256, 64 sequences of 30 steps. */
  static RecurrentSizes usual(int threads) {
    return new RecurrentSizes(256, 64, 30, threads);
  }

  /** One LSTM layer, forward only. */
  RecurrentConfig layer() {
    return RecurrentConfig.of(hidden, hidden);
  }
}
