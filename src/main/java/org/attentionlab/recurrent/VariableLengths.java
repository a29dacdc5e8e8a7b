package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.attentionlab.nn.Concatenation;

/**
 * Runs sentences of different lengths through a network that knows only full rectangles: the
 * longest first, in segments within which no sentence ends. Nothing is computed on padding, so a
 * sentence's last state is the state after its last real word.
 */
final class VariableLengths {

  /** A network in one direction over a rectangle (B, T, I). */
  interface Rectangle {
    Run run(NDArray x, RecurrentState initial);
  }

  /**
   * A run in one direction.
   *
   * @param output the state h at each step, (B, T, H), 0 on padding
   * @param last the state after each sentence's last step, (B, H)
   */
  record Run(NDArray output, RecurrentState last) {}

  private VariableLengths() {}

  /**
   * Runs each row of {@code x} up to its length.
   *
   * @param x (B, T, I)
   * @param lengths B lengths from 1 to T, in any order
   */
  static Run run(NDArray x, RecurrentState initial, int[] lengths, Rectangle network) {
    int batch = lengths.length;
    long time = x.getShape().get(1);
    if (Arrays.stream(lengths).allMatch(length -> length == time)) {
      return network.run(x, initial);
    }
    NDManager manager = x.getManager();
    int[] order =
        IntStream.range(0, batch)
            .boxed()
            .sorted(Comparator.comparingInt((Integer row) -> -lengths[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    NDArray sorted = rows(x, order); // longest first
    RecurrentState state = initial.map(array -> rows(array, order));
    NDList outputs = new NDList(); // segments (B, t, H)
    List<RecurrentState> finished = new ArrayList<>(); // shortest first
    int alive = batch;
    long from = 0;
    while (alive > 0) {
      long to = lengths[order[alive - 1]]; // the next length at which a sentence ends
      NDArray segment = sorted.get(new NDIndex().addSliceDim(0, alive).addSliceDim(from, to));
      Run run = network.run(segment, state);
      outputs.add(padRows(run.output(), batch));
      int still = alive;
      while (still > 0 && lengths[order[still - 1]] == to) {
        still--;
      }
      finished.add(run.last().rows(still, alive));
      state = still == 0 ? state : run.last().rows(0, still);
      alive = still;
      from = to;
    }
    NDArray output = Concatenation.along(1, outputs); // (B, longest, H)
    if (from < time) {
      Shape shape = output.getShape();
      output = output.concat(manager.zeros(new Shape(batch, time - from, shape.get(2))), 1);
    }
    java.util.Collections.reverse(finished); // longest first again
    int[] back = new int[batch];
    for (int i = 0; i < batch; i++) {
      back[order[i]] = i;
    }
    RecurrentState last = RecurrentState.concat(finished, 0);
    return new Run(rows(output, back), last.map(array -> rows(array, back)));
  }

  /**
   * Turns each row around within its length; padding stays where it is. Twice is as if never.
   *
   * @param x (B, T, D)
   */
  static NDArray reverse(NDArray x, int[] lengths) {
    int time = Math.toIntExact(x.getShape().get(1));
    long[] index = new long[lengths.length * time];
    for (int row = 0; row < lengths.length; row++) {
      for (int t = 0; t < time; t++) {
        index[row * time + t] = t < lengths[row] ? lengths[row] - 1 - t : t;
      }
    }
    NDArray positions = x.getManager().create(index, new Shape(lengths.length, time, 1));
    return x.gather(positions.broadcast(x.getShape()), 1);
  }

  private static NDArray rows(NDArray x, int[] order) {
    NDArray index = x.getManager().create(Arrays.stream(order).asLongStream().toArray());
    return x.get(new NDIndex("{}", index));
  }

  private static NDArray padRows(NDArray x, int batch) {
    Shape shape = x.getShape();
    if (shape.get(0) == batch) {
      return x;
    }
    Shape missing = new Shape(batch - shape.get(0), shape.get(1), shape.get(2));
    return x.concat(x.getManager().zeros(missing), 0);
  }
}
