package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;

/** Takes sentences out of a batch. */
public final class Rows {

  private Rows() {}

  /**
   * Some rows of an array, in any order; a row may come several times.
   *
   * @param array (B, …)
   * @param rows which of the B rows
   * @return (rows.length, …), owned by the manager of {@code array}
   */
  public static NDArray of(NDArray array, int[] rows) {
    try (NDArray index = array.getManager().create(Arrays.stream(rows).asLongStream().toArray())) {
      return array.get(new NDIndex("{}", index));
    }
  }

  /** The same, and closes {@code array}, which it stands for from now on. */
  public static NDArray replace(NDArray array, int[] rows) {
    NDArray chosen = of(array, rows);
    array.close();
    return chosen;
  }
}
