package org.attentionlab.notebook;

import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Shows through the JJava kernel. Loaded only where that kernel runs. */
final class JJavaDisplay implements Display {

  private final BaseKernel kernel;

  JJavaDisplay(BaseKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public void show(Bundle bundle) {
    kernel.display(data(bundle));
  }

  @Override
  public Shown open(Bundle bundle) {
    String id = UUID.randomUUID().toString();
    kernel.display(named(id, bundle));
    return new Shown() {
      @Override
      public void update(Bundle next) {
        kernel.getIO().display.updateDisplay(named(id, next));
      }

      @Override
      public void finish(Bundle last) {
        update(last);
      }
    };
  }

  /** Lets values of the kit's types be shown when they are the last expression of a cell. */
  void registerRenderers() {
    for (Class<?> type : Rendering.types()) {
      kernel
          .getRenderer()
          .createRegistration(type)
          .register(
              (value, context) ->
                  context.getOutputContainer().assign(data(Rendering.of((Object) value))));
    }
  }

  private static DisplayData named(String id, Bundle bundle) {
    DisplayData data = data(bundle);
    // Not setDisplayId: its return type differs between releases of the kernel.
    data.putTransientData("display_id", id);
    return data;
  }

  private static DisplayData data(Bundle bundle) {
    DisplayData data = new DisplayData();
    bundle.data().forEach(data::putData);
    bundle.metadata().forEach(data::putMetaData);
    return data;
  }
}
