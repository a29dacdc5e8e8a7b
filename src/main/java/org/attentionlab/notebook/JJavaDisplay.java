package org.attentionlab.notebook;

import java.util.function.Consumer;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/** How JJava carries what is shown. Loaded only where that kernel runs. */
final class JJavaDisplay {

  private JJavaDisplay() {}

  static Display of(BaseKernel kernel) {
    return of(kernel::display, data -> kernel.getIO().display.updateDisplay(data));
  }

  static Display of(Consumer<DisplayData> show, Consumer<DisplayData> update) {
    // Not setDisplayId: its return type differs between releases of the kernels.
    return new KernelDisplay<>(
        JJavaDisplay::data, (data, id) -> data.putTransientData("display_id", id), show, update);
  }

  /** Lets values of the kit's types be shown when they are the last expression of a cell. */
  static void registerRenderers(Renderer renderer) {
    for (Class<?> type : Rendering.types()) {
      renderer
          .createRegistration(type)
          .register(
              (value, context) ->
                  context.getOutputContainer().assign(data(Rendering.of((Object) value))));
    }
  }

  private static DisplayData data(Bundle bundle) {
    DisplayData data = new DisplayData();
    bundle.data().forEach(data::putData);
    bundle.metadata().forEach(data::putMetaData);
    return data;
  }
}
