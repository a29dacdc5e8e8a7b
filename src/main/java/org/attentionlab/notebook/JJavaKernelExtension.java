package org.attentionlab.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * JJava finds this class by itself when the kit's jar is on its class path, so that on JJava even a
 * notebook without the start line has the imports and the renderers.
 */
public final class JJavaKernelExtension implements Extension {

  @Override
  public void install(BaseKernel kernel) {
    connect(kernel);
  }

  static void connect(Object running) {
    BaseKernel kernel = (BaseKernel) running;
    System.setProperty("java.awt.headless", "true");
    JJavaDisplay.registerRenderers(kernel.getRenderer());
    Display.use(JJavaDisplay.of(kernel));
    CellExecutor.replaceIn(kernel, "evaluator", "execControl", "executor");
    NotebookCode.connect(kernel);
    Imports.evaluate(kernel::evalRaw);
  }
}
