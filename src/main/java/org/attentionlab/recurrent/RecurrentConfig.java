package org.attentionlab.recurrent;

/**
 * The sizes of a recurrent network.
 *
 * @param inputWidth I
 * @param hiddenWidth H
 * @param layers L, stacked
 * @param bidirectional whether each layer also reads backward
 * @param dropout between stacked layers
 */
public record RecurrentConfig(
    int inputWidth, int hiddenWidth, int layers, boolean bidirectional, double dropout) {

  /** Checks the sizes. */
  public RecurrentConfig {
    if (inputWidth < 1 || hiddenWidth < 1 || layers < 1) {
      throw new IllegalArgumentException(
          "Expected positive sizes, but got input width "
              + inputWidth
              + ", hidden width "
              + hiddenWidth
              + " and "
              + layers
              + " layers.");
    }
  }

  /** One layer, forward only, no dropout. */
  public static RecurrentConfig of(int inputWidth, int hiddenWidth) {
    return new RecurrentConfig(inputWidth, hiddenWidth, 1, false, 0);
  }

  /** N: 2 if bidirectional, else 1. */
  public int directions() {
    return bidirectional ? 2 : 1;
  }
}
