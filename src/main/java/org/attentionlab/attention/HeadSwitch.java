package org.attentionlab.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes a head of a trained attention, to see what it is good for: a picture shows where a head
 * looks, only a change shows what depends on it. Closing puts back every bit.
 *
 * <pre>{@code
 * try (HeadSwitch without = HeadSwitch.off(model.attention(AttentionUse.CROSS, 3), 2)) {
 *   System.out.println(saved.translator().translate(sentence));
 * }
 * }</pre>
 *
 * <p>Switches of the same attention are closed in the opposite order. It is no tool for the middle
 * of a training: the optimiser would move the changed weights.
 */
public final class HeadSwitch implements AutoCloseable {

  private final Map<NDArray, float[]> before = new LinkedHashMap<>();

  private HeadSwitch() {}

  /**
   * Switches a head off: zeroes the columns of W^O that read it, so that its output reaches nobody.
   *
   * @param head from 0
   */
  public static HeadSwitch off(MultiHeadAttention attention, int head) {
    attention.requireHead(head);
    HeadSwitch change = new HeadSwitch();
    change.columns(attention, (row, width) -> fill(row, head * width, width));
    return change;
  }

  /**
   * Lets a head look at everything alike: zeroes what makes its queries, so that all its scores are
   * 0. Its values and its columns of W^O stay, only the choice is gone.
   *
   * @param head from 0
   */
  public static HeadSwitch blind(MultiHeadAttention attention, int head) {
    attention.requireHead(head);
    HeadSwitch change = new HeadSwitch();
    int rows = attention.keyWidth(); // of W^Q, which comes first
    change.edit(
        attention.inProjWeight(),
        (numbers, shape) -> {
          int width = Math.toIntExact(shape.get(1));
          fill(numbers, head * rows * width, rows * width);
        });
    if (attention.inProjBias() != null) {
      change.edit(attention.inProjBias(), (numbers, shape) -> fill(numbers, head * rows, rows));
    }
    return change;
  }

  /**
   * Lets two heads answer for each other: swaps their columns of W^O, so that what one finds is
   * read as if the other had found it.
   */
  public static HeadSwitch swap(MultiHeadAttention attention, int one, int other) {
    attention.requireHead(one);
    attention.requireHead(other);
    HeadSwitch change = new HeadSwitch();
    change.columns(
        attention,
        (row, width) -> {
          for (int i = 0; i < width; i++) {
            float kept = row[one * width + i];
            row[one * width + i] = row[other * width + i];
            row[other * width + i] = kept;
          }
        });
    return change;
  }

  /** Puts back what was changed. */
  @Override
  public void close() {
    before.forEach(NDArray::set);
    before.clear();
  }

  private interface RowEdit {
    void edit(float[] row, int valueWidth);
  }

  private interface Edit {
    void edit(float[] numbers, Shape shape);
  }

  /** W^O is stored as (d_model, h d_v): each row reads all heads, one block of d_v a head. */
  private void columns(MultiHeadAttention attention, RowEdit change) {
    int valueWidth = attention.valueWidth();
    edit(
        attention.outProjWeight(),
        (numbers, shape) -> {
          int width = Math.toIntExact(shape.get(1));
          for (int from = 0; from < numbers.length; from += width) {
            float[] row = Arrays.copyOfRange(numbers, from, from + width);
            change.edit(row, valueWidth);
            System.arraycopy(row, 0, numbers, from, width);
          }
        });
  }

  private void edit(NDArray array, Edit change) {
    float[] numbers = array.toFloatArray();
    before.put(array, numbers.clone());
    change.edit(numbers, array.getShape());
    array.set(numbers);
  }

  private static void fill(float[] numbers, int from, int count) {
    Arrays.fill(numbers, from, from + count, 0);
  }
}
