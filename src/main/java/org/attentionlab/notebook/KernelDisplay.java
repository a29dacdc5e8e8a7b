package org.attentionlab.notebook;

import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Shows through a kernel. The kernels differ only in the class that carries what is shown.
 *
 * @param <D> that class
 */
final class KernelDisplay<D> implements Display {

  private final Function<Bundle, D> carry;
  private final BiConsumer<D, String> name;
  private final Consumer<D> show;
  private final Consumer<D> update;

  /**
   * @param carry puts a bundle into the kernel's class
   * @param name gives it the id by which it can be replaced
   * @param show shows it below what was shown before
   * @param update replaces what has the same id
   */
  KernelDisplay(
      Function<Bundle, D> carry, BiConsumer<D, String> name, Consumer<D> show, Consumer<D> update) {
    this.carry = carry;
    this.name = name;
    this.show = show;
    this.update = update;
  }

  @Override
  public void show(Bundle bundle) {
    show.accept(carry.apply(bundle));
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

  private D named(String id, Bundle bundle) {
    D data = carry.apply(bundle);
    name.accept(data, id);
    return data;
  }
}
