package org.attentionlab.experiments;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.nn.RandomStream;

/**
 * Remember the first symbol: it carries a mark, and the symbols after it, drawn from the same
 * alphabet, carry none and mean nothing; at the last step, {@code distance} steps after the first,
 * say the first. (A latch in the sense of Bengio, Simard and Frasconi 1994.)
 *
 * <p>For practice each batch has a distance of its own, from 1 to {@code distance}, so that the
 * network learns to hold and not to count; the test is always at {@code distance}.
 */
public final class FirstSymbolTask extends SymbolTask {

  private static final int SYMBOLS = 26; // as many as letters

  private final int symbols;
  private final int distance;

  /**
   * A task with its own number of symbols.
   *
   * @param symbols at least 2
   * @param distance steps from the symbol to the answer, at least 1
   */
  public FirstSymbolTask(int symbols, int distance) {
    if (symbols < 2 || distance < 1) {
      throw new IllegalArgumentException(
          "Expected at least 2 symbols and a distance of at least 1, but got "
              + symbols
              + " and "
              + distance
              + ".");
    }
    this.symbols = symbols;
    this.distance = distance;
  }

  /** With 26 symbols: chance is 3.85 percent. */
  public FirstSymbolTask(int distance) {
    this(SYMBOLS, distance);
  }

  @Override
  public Samples practice(int count, RandomStream stream, NDManager manager) {
    int drawn = 1 + draw(stream, distance);
    return new FirstSymbolTask(symbols, drawn).samples(count, stream, manager);
  }

  @Override
  public String name() {
    return "first symbol";
  }

  @Override
  public int distance() {
    return distance;
  }

  @Override
  public int inputWidth() {
    return symbols + 1; // and the mark
  }

  @Override
  public int outputWidth() {
    return symbols;
  }

  @Override
  public int answers() {
    return 1;
  }

  @Override
  public Samples samples(int count, RandomStream stream, NDManager manager) {
    int steps = distance + 1;
    float[] inputs = new float[count * steps * inputWidth()];
    long[] answers = new long[count];
    for (int row = 0; row < count; row++) {
      for (int t = 0; t < steps; t++) {
        int at = (row * steps + t) * inputWidth();
        int symbol = draw(stream, symbols);
        inputs[at + symbol] = 1;
        if (t == 0) {
          inputs[at + symbols] = 1;
          answers[row] = symbol;
        }
      }
    }
    return new Samples(
        manager.create(inputs, new Shape(count, steps, inputWidth())),
        manager.create(answers, new Shape(count, 1)));
  }
}
