package org.attentionlab.notebook;

import java.lang.reflect.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * The source text of what the cells of the running notebook have declared so far. A kernel keeps it
 * in a JShell that it does not show; a later release may hide it elsewhere.
 */
public final class NotebookCode {

  private static final Set<Snippet.Kind> DECLARATIONS =
      EnumSet.of(
          Snippet.Kind.IMPORT, Snippet.Kind.METHOD, Snippet.Kind.TYPE_DECL, Snippet.Kind.VAR);

  private static final List<String> FIELDS = List.of("jShell", "shell"); // of JJava and of IJava

  private static volatile JShell shell;

  private NotebookCode() {}

  /** Looks for the shell of a kernel. */
  static void connect(Object kernel) {
    for (Class<?> c = kernel.getClass(); c != null && shell == null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (FIELDS.contains(field.getName()) && JShell.class.isAssignableFrom(field.getType())) {
          try {
            field.setAccessible(true);
            shell = (JShell) field.get(kernel);
          } catch (IllegalAccessException | RuntimeException e) {
            // not to be had
          }
        }
      }
    }
  }

  /**
   * Imports, methods, types and variables, in the order of their cells; what was declared again is
   * there in its last form only.
   *
   * @return nothing if no notebook is running, or its kernel does not say
   */
  public static Optional<List<String>> declarations() {
    JShell running = shell;
    return running == null
        ? Optional.empty()
        : Optional.of(
            running
                .snippets()
                .filter(snippet -> DECLARATIONS.contains(snippet.kind()))
                .filter(snippet -> running.status(snippet).isActive())
                .map(Snippet::source)
                .toList());
  }
}
