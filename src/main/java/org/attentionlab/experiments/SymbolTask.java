package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.Scalars;

/**
 * What the tasks have in common whose answers are symbols: the loss is the cross-entropy in nats,
 * and chance is one in {@link #outputWidth()}.
 */
abstract class SymbolTask implements MemoryTask {

  @Override
  public final double chancePercent() {
    return 100.0 / outputWidth();
  }

  @Override
  public final NDArray loss(NDArray outputs, NDArray answers) {
    NDArray truth = answers.oneHot(outputWidth(), DataType.FLOAT32); // (B, A, O)
    NDArray sum = outputs.logSoftmax(-1).mul(truth).sum();
    return sum.div(Scalars.of(sum, -answers.size()));
  }

  @Override
  public final NDArray right(NDArray outputs, NDArray answers) {
    return outputs.argMax(-1).eq(answers);
  }

  /** Symbols by number as one-hot vectors, and numbers of symbols as answers. */
  final Samples oneHot(long[] inputs, long[] answers, int count, NDManager manager) {
    NDArray numbers = manager.create(inputs, new Shape(count, inputs.length / count)); // (B, T)
    return new Samples(
        numbers.oneHot(inputWidth(), DataType.FLOAT32), // (B, T, I)
        manager.create(answers, new Shape(count, answers.length / count)));
  }

  /** A number from 0 to {@code below} - 1. */
  static int draw(RandomStream stream, int below) {
    return (int) (stream.nextDouble() * below);
  }
}
