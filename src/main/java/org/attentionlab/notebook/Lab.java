package org.attentionlab.notebook;

import java.util.List;

/**
 * The door from a lesson to the kit. A lesson begins with one line, the same on every kernel:
 *
 * <pre>{@code org.attentionlab.notebook.Lab.start();}</pre>
 *
 * <p>After it the names of the kit, of the tensors, the tables and the usual parts of the JDK need
 * no import (see {@link Imports}), {@code show} shows anything, and the tensor engine is loaded.
 */
public final class Lab {

  private Lab() {}

  /**
   * Makes the running kernel ready: imports, renderers, tensor engine. Says nothing when all is
   * well, and can be called again. On a plain console only the engine is loaded.
   */
  public static void start() {
    Kernels.start();
  }

  /** The import lines that a lesson need not write. */
  public static List<String> imports() {
    return Imports.lines();
  }

  /**
   * Shows anything below the cell: a tensor, a table, a chart, an image, or any other value as
   * text.
   */
  public static void show(Object value) {
    Display.current().show(Rendering.of(value));
  }

  /** Shows {@code value} under a name, such as {@code show("Q, shape (T, d_k)", q)}. */
  public static void show(String name, Object value) {
    Bundle named = Rendering.of(value);
    String text = name + "\n" + named.text();
    Bundle bundle = named.with("text/plain", text);
    if (!named.html().isEmpty()) {
      bundle = bundle.withHtml("<div><b>" + Html.escape(name) + "</b></div>" + named.html());
    } else if (named.data().containsKey("image/png")) {
      Display.current().show(Bundle.ofText(name));
      bundle = named;
    }
    Display.current().show(bundle);
  }
}
