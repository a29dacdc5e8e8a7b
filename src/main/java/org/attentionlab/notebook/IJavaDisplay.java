package org.attentionlab.notebook;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.UUID;
import java.util.function.Consumer;

/** Shows through the IJava kernel. Loaded only where that kernel runs. */
final class IJavaDisplay implements Display {

  private final Consumer<DisplayData> show;
  private final Consumer<DisplayData> update;

  IJavaDisplay(BaseKernel kernel) {
    this(kernel::display, data -> kernel.getIO().display.updateDisplay(data));
  }

  IJavaDisplay(Consumer<DisplayData> show, Consumer<DisplayData> update) {
    this.show = show;
    this.update = update;
  }

  @Override
  public void show(Bundle bundle) {
    show.accept(data(bundle));
  }

  @Override
  public Shown open(Bundle bundle) {
    String id = UUID.randomUUID().toString();
    show.accept(named(id, bundle));
    return new Shown() {
      @Override
      public void update(Bundle next) {
        update.accept(named(id, next));
      }

      @Override
      public void finish(Bundle last) {
        update(last);
      }
    };
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

  private static DisplayData named(String id, Bundle bundle) {
    DisplayData data = data(bundle);
    // Not setDisplayId: its return type differs between releases of the kernels.
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
