package org.attentionlab.notebook;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import java.lang.reflect.Method;

/**
 * IJava has no extension point, so a lesson's start line brings it here: the line's own cell is
 * running while the kernel evaluates the imports, and what follows in the same cell sees them.
 */
final class IJavaKernel {

  private IJavaKernel() {}

  static void connect(Object running) {
    BaseKernel kernel = (BaseKernel) running;
    System.setProperty("java.awt.headless", "true");
    System.setProperty("OPT_OUT_TRACKING", "true"); // DJL would call home otherwise
    IJavaDisplay.registerRenderers(kernel.getRenderer());
    Display.use(IJavaDisplay.of(kernel));
    CellExecutor.replaceIn(
        kernel, "evaluator", "executionControlProvider", "controllers", "executor");
    Method evalRaw;
    try {
      evalRaw = kernel.getClass().getMethod("evalRaw", String.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          "This IJava kernel cannot evaluate the lesson's imports; version 1.3.0 is known to work.",
          e);
    }
    NotebookCode.connect(kernel);
    Imports.evaluate(line -> evalRaw.invoke(kernel, line));
  }
}
