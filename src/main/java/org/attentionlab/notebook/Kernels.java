package org.attentionlab.notebook;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.reflect.InvocationTargetException;

/**
 * Finds out which kernel runs and makes it ready. The classes of a kernel are touched only where
 * they are there, so that the kit runs without any.
 */
final class Kernels {

  private static final String JJAVA = "org.dflib.jjava.jupyter.kernel.BaseKernel";
  private static final String IJAVA = "io.github.spencerpark.ijava.IJava";

  private Kernels() {}

  static synchronized void start() {
    if (Display.current() instanceof ConsoleDisplay) {
      connect();
    }
    prepareThread();
  }

  private static void connect() {
    Object jjava = running(JJAVA, "notebookKernel");
    if (jjava != null) {
      JJavaKernelExtension.connect(jjava);
      return;
    }
    Object ijava = running(IJAVA, "getKernelInstance");
    if (ijava != null) {
      IJavaKernel.connect(ijava);
    }
  }

  /** What the static method returns, or null if there is no such class or no kernel is running. */
  private static Object running(String className, String method) {
    try {
      return Class.forName(className).getMethod(method).invoke(null);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException
        | LinkageError e) {
      return null;
    }
  }

  /**
   * Loads the tensor engine through the class loader of the kit, and turns the recording of
   * gradients off for this thread. It is on in every new thread except the one that loaded the
   * engine, and a kernel runs cells on changing threads: without this, plain inference would
   * sometimes record a graph and keep its memory.
   */
  static void prepareThread() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Kernels.class.getClassLoader());
    try {
      Engine.getInstance();
      JniUtils.setGradMode(false);
    } finally {
      thread.setContextClassLoader(before != null ? before : Kernels.class.getClassLoader());
    }
  }
}
