package org.attentionlab.notebook;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Both kernels run cells on a pool of threads, and after a minute of rest the next cell gets a new
 * thread. This makes each new one ready before its first cell.
 */
final class KernelThreads {

  private KernelThreads() {}

  /**
   * Prepares every thread that the kernel will start.
   *
   * @param kernel where to begin
   * @param path private fields to follow to the pool; of a map, its first value is taken
   * @return whether the pool was found; a later release of the kernel may hide it elsewhere
   */
  static boolean prepareAll(Object kernel, String... path) {
    try {
      Object place = kernel;
      for (String name : path) {
        place = field(place, name);
        if (place instanceof Map<?, ?> map) {
          place = map.values().iterator().next();
        }
      }
      if (!(place instanceof ThreadPoolExecutor pool)) {
        return false;
      }
      ThreadFactory original = pool.getThreadFactory();
      pool.setThreadFactory(task -> original.newThread(prepared(task)));
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  private static Runnable prepared(Runnable task) {
    return () -> {
      try {
        Kernels.prepareThread();
      } catch (RuntimeException | LinkageError e) {
        // No engine: a cell that needs tensors will say so itself.
      }
      task.run();
    };
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    for (Class<?> c = owner.getClass(); c != null; c = c.getSuperclass()) {
      try {
        Field field = c.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
      } catch (NoSuchFieldException e) {
        // look in the superclass
      }
    }
    throw new NoSuchFieldException(name);
  }
}
