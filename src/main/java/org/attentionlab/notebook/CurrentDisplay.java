package org.attentionlab.notebook;

import java.util.Objects;

/** Holds the one display of this process. */
final class CurrentDisplay {

  private static volatile Display display = ConsoleDisplay.ofSystem();

  private CurrentDisplay() {}

  static Display get() {
    return display;
  }

  static void set(Display next) {
    display = Objects.requireNonNull(next, "display");
  }
}
