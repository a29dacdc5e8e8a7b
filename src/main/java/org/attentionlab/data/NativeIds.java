package org.attentionlab.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;

/**
 * Brings ids from Java into tensors through one buffer a thread, which is used again and again.
 * {@code manager.create(long[])} takes a new buffer outside the Java heap each time, which is freed
 * only when the garbage collector happens to run: in a training the process would grow by megabytes
 * meanwhile.
 */
public final class NativeIds {

  private static final ThreadLocal<ByteBuffer> BUFFER = new ThreadLocal<>();

  private NativeIds() {}

  /**
   * The ids as a tensor.
   *
   * @param ids in row-major order
   * @return int64, owned by {@code manager}
   */
  public static NDArray create(NDManager manager, long[] ids, Shape shape) {
    int bytes = Math.multiplyExact(ids.length, Long.BYTES);
    ByteBuffer buffer = BUFFER.get();
    if (buffer == null || buffer.capacity() < bytes) {
      buffer = manager.allocateDirect(Math.max(bytes, 1 << 12));
      BUFFER.set(buffer);
    }
    buffer.clear().limit(bytes);
    buffer.asLongBuffer().put(ids);
    try (NDArray view = manager.create(buffer, shape, DataType.INT64)) {
      return view.duplicate(); // the view lies in the buffer, the copy does not
    }
  }
}
