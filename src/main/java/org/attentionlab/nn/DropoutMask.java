package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * Dropout masks made in Java: a 64-bit random number decides four elements, 16 bits each. This is
 * several times faster than libtorch's serial generator, and the state can be saved. Rates are
 * thereby multiples of 1 / 65536; the scale uses the rounded rate, so that the expected value is
 * exact.
 */
public final class DropoutMask {

  private static final int LEVELS = 1 << 16;

  /** Fewer draws are done before a second thread has woken up. */
  private static final int WORTH_SHARING = 1 << 15;

  /**
   * One buffer a thread, grown when needed: each mask is copied out of it before the next is drawn.
   */
  private static final ThreadLocal<ByteBuffer> BUFFER =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(0));

  private DropoutMask() {}

  /**
   * A float32 tensor that holds 0 with probability {@code rate} and 1 / (1 - rate) elsewhere.
   *
   * @return owned by {@code manager}
   */
  public static NDArray draw(NDManager manager, Shape shape, double rate, RandomStream stream) {
    int size = Math.toIntExact(shape.size());
    int threshold = (int) Math.round(rate * LEVELS);
    int draws = (size + 3) / 4;
    ByteBuffer bits = buffer(4 * draws);
    fill(bits, draws, threshold, stream);
    stream.skip(draws);
    bits.position(0).limit(size);
    try (NDArray kept = manager.create(bits, shape, DataType.UINT8)) {
      NDArray mask = kept.toType(DataType.FLOAT32, true);
      try (NDArray scale = Scalars.of(mask, (double) LEVELS / (LEVELS - threshold))) {
        return mask.muli(scale);
      }
    }
  }

  /**
   * Decides 4 elements a draw. Draw i depends on i alone, so that the mask is the same however many
   * threads share the work; there are two or more only where libtorch may use as many.
   */
  private static void fill(ByteBuffer bits, int draws, int threshold, RandomStream stream) {
    int parts = draws < WORTH_SHARING ? 1 : JniUtils.getNumThreads();
    if (parts == 1) {
      fill(bits, 0, draws, threshold, stream);
      return;
    }
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            part -> {
              int from = (int) ((long) draws * part / parts);
              int to = (int) ((long) draws * (part + 1) / parts);
              fill(bits, from, to, threshold, stream);
            });
  }

  private static void fill(ByteBuffer bits, int from, int to, int threshold, RandomStream stream) {
    for (int i = from; i < to; i++) {
      bits.putInt(4 * i, keepFour(stream.peek(i), threshold));
    }
  }

  /** Four bytes, lowest first; byte k is 1 if the k-th 16 bits reach the threshold. */
  private static int keepFour(long random, int threshold) {
    int b0 = ((threshold - 1 - (int) (random & 0xFFFF)) >>> 31);
    int b1 = ((threshold - 1 - (int) (random >>> 16 & 0xFFFF)) >>> 31);
    int b2 = ((threshold - 1 - (int) (random >>> 32 & 0xFFFF)) >>> 31);
    int b3 = ((threshold - 1 - (int) (random >>> 48)) >>> 31);
    return b0 | b1 << 8 | b2 << 16 | b3 << 24;
  }

  private static ByteBuffer buffer(int size) {
    ByteBuffer buffer = BUFFER.get();
    if (buffer.capacity() < size) {
      buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
      BUFFER.set(buffer);
    }
    return buffer.clear();
  }
}
