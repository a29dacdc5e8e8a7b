package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.nn.RandomStream;

/**
 * Random sequences in which every token gets a label (N→N), made freshly whenever they are wanted.
 * Token and label 0 are padding; the symbols are 1, 2, … Sequences of one batch have different
 * lengths and are padded at the end.
 *
 * @param kind what the label is
 * @param symbols how many symbols there are
 * @param shortest the fewest tokens of a sequence
 * @param longest the most tokens of a sequence
 */
public record TaggingTask(Kind kind, int symbols, int shortest, int longest) {

  /** The token and the label that mean nothing. */
  public static final int PAD = 0;

  /** What the label of a token is. */
  public enum Kind {
    /** The token itself: a sequence is labelled by itself, and no position matters. */
    COPY,
    /** The token at the mirrored place: the labels read backwards. Nobody can do it blindly. */
    REVERSE
  }

  /** Checks the sizes. */
  public TaggingTask {
    if (symbols < 2 || shortest < 1 || longest < shortest) {
      throw new IllegalArgumentException(
          "Expected at least 2 symbols and 1 <= shortest <= longest, but got %d symbols and %d to %d."
              .formatted(symbols, shortest, longest));
    }
  }

  /**
   * A batch.
   *
   * @param tokens (B, T) ids, padded
   * @param labels (B, T) ids, padded
   */
  public record Samples(NDArray tokens, NDArray labels) {}

  /** V, padding included: of the tokens, and of the labels. */
  public int vocabulary() {
    return symbols + 1;
  }

  /** How much is right, in percent, with a guess among the symbols. */
  public double chancePercent() {
    return 100.0 / symbols;
  }

  /** Fresh samples; T is the longest sequence among them. */
  public Samples samples(int count, RandomStream stream, NDManager manager) {
    return samples(count, 0, stream, manager);
  }

  /**
   * Fresh samples with more padding than they need.
   *
   * @param morePadding how many columns of padding are added to all rows
   * @param manager owns the tensors
   */
  public Samples samples(int count, int morePadding, RandomStream stream, NDManager manager) {
    long[][] drawn = new long[count][];
    int width = 0;
    for (int row = 0; row < count; row++) {
      drawn[row] = new long[shortest + draw(stream, longest - shortest + 1)];
      for (int t = 0; t < drawn[row].length; t++) {
        drawn[row][t] = 1 + draw(stream, symbols);
      }
      width = Math.max(width, drawn[row].length);
    }
    width += morePadding;
    long[] tokens = new long[count * width]; // 0 is padding
    long[] labels = new long[count * width];
    for (int row = 0; row < count; row++) {
      int length = drawn[row].length;
      for (int t = 0; t < length; t++) {
        tokens[row * width + t] = drawn[row][t];
        labels[row * width + t] = drawn[row][kind == Kind.COPY ? t : length - 1 - t];
      }
    }
    Shape shape = new Shape(count, width);
    return new Samples(manager.create(tokens, shape), manager.create(labels, shape));
  }

  private static int draw(RandomStream stream, int below) {
    return (int) (stream.nextDouble() * below);
  }
}
