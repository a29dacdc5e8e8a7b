package org.attentionlab.experiments;

import ai.djl.ndarray.NDManager;
import org.attentionlab.nn.RandomStream;

/**
 * Copy (Hochreiter and Schmidhuber 1997 in spirit; in this form Arjovsky et al. 2016): some symbols
 * in a row, then blanks, then as many signals "now"; at each signal the next of the symbols must be
 * said. Every symbol travels {@code distance} steps, and all must be kept apart meanwhile.
 */
public final class CopyTask extends SymbolTask {

  private static final int SYMBOLS = 8;

  private final int length;
  private final int distance;

  /**
   * A task over 8 symbols: chance is 12.5 percent.
   *
   * @param length how many symbols are copied, at least 1
   * @param distance steps from each symbol to its answer, at least {@code length}
   */
  public CopyTask(int length, int distance) {
    if (length < 1 || distance < length) {
      throw new IllegalArgumentException(
          "Expected at least 1 symbol and a distance of at least as many steps, but got "
              + length
              + " symbols and a distance of "
              + distance
              + ".");
    }
    this.length = length;
    this.distance = distance;
  }

  @Override
  public String name() {
    return "copy " + length;
  }

  @Override
  public int distance() {
    return distance;
  }

  @Override
  public int inputWidth() {
    return SYMBOLS + 2; // and the blank and the signal
  }

  @Override
  public int outputWidth() {
    return SYMBOLS;
  }

  @Override
  public int answers() {
    return length;
  }

  @Override
  public Samples samples(int count, RandomStream stream, NDManager manager) {
    int steps = distance + length;
    long[] inputs = new long[count * steps];
    long[] answers = new long[count * length];
    for (int row = 0; row < count; row++) {
      for (int t = 0; t < steps; t++) {
        int input = t < distance ? SYMBOLS : SYMBOLS + 1; // blank, or the signal
        if (t < length) {
          input = draw(stream, SYMBOLS);
          answers[row * length + t] = input;
        }
        inputs[row * steps + t] = input;
      }
    }
    return oneHot(inputs, answers, count, manager);
  }
}
