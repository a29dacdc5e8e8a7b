package org.attentionlab.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the cells of a notebook in place of the kernel's own pool of threads. Both kernels run cells
 * on changing threads (after a minute of rest the next cell gets a new one), so each is made ready
 * before its first cell; and of the stack trace of an exception only the frames are kept that say
 * something to the author of the cell.
 */
final class CellExecutor extends ThreadPoolExecutor {

  private static final int FRAMES = 4; // kept of the libraries' part of a trace
  private static final int CALLS = 8; // kept of the calls from cell to cell
  private static final String CELL = "REPL."; // the package of the code of cells in a JShell

  private CellExecutor(ThreadFactory original) {
    super(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), prepared(original));
  }

  /**
   * Takes the place of a kernel's pool.
   *
   * @param kernel where to begin
   * @param path private fields to follow to the pool; of a map, its first value is taken
   * @return whether the pool was found; a later release of the kernel may hide it elsewhere, and
   *     works as before then
   */
  static boolean replaceIn(Object kernel, String... path) {
    try {
      Object owner = kernel;
      for (String name : Arrays.copyOf(path, path.length - 1)) {
        owner = field(owner, name).get(owner);
        if (owner instanceof Map<?, ?> map) {
          owner = map.values().iterator().next();
        }
      }
      Field place = field(owner, path[path.length - 1]);
      if (!(place.get(owner) instanceof ThreadPoolExecutor pool)) {
        return false;
      }
      place.set(owner, new CellExecutor(pool.getThreadFactory()));
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  private static Field field(Object owner, String name) throws NoSuchFieldException {
    for (Class<?> c = owner.getClass(); c != null; c = c.getSuperclass()) {
      try {
        Field field = c.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (NoSuchFieldException e) {
        // look in the superclass
      }
    }
    throw new NoSuchFieldException(name);
  }

  private static ThreadFactory prepared(ThreadFactory original) {
    return task ->
        original.newThread(
            () -> {
              try {
                Kernels.prepareThread();
              } catch (RuntimeException | LinkageError e) {
                // No engine: a cell that needs tensors will say so itself.
              }
              task.run();
            });
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> cell) {
    return super.newTaskFor(
        () -> {
          try {
            return cell.call();
          } catch (InvocationTargetException e) {
            for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
              t.setStackTrace(trimmed(t.getStackTrace()));
            }
            throw e;
          }
        });
  }

  /** The first frames, then those of the cells; unchanged if no cell is in it. */
  static StackTraceElement[] trimmed(StackTraceElement[] trace) {
    List<StackTraceElement> cells = Arrays.stream(trace).filter(CellExecutor::isCell).toList();
    if (cells.isEmpty()) {
      return trace;
    }
    Stream<StackTraceElement> first =
        Arrays.stream(trace).takeWhile(frame -> !isCell(frame)).limit(FRAMES);
    return Stream.concat(first, cells.stream().limit(CALLS)).toArray(StackTraceElement[]::new);
  }

  private static boolean isCell(StackTraceElement frame) {
    return frame.getClassName().startsWith(CELL);
  }
}
