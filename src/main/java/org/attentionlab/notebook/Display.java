package org.attentionlab.notebook;

/**
 * Where a lesson's output goes: a notebook kernel or a plain console. Lessons call {@link
 * Lab#show}; this is what stands behind it.
 */
public interface Display {

  /** Something shown that can change in place. */
  interface Shown {
    /** Replaces what is shown. On a console that cannot do this, does nothing. */
    void update(Bundle bundle);

    /** Replaces what is shown for the last time. */
    void finish(Bundle bundle);
  }

  /** Shows {@code bundle} below what was shown before. */
  void show(Bundle bundle);

  /** Shows {@code bundle} so that it can be replaced later. */
  Shown open(Bundle bundle);

  /** The display in use: the running kernel's, otherwise the console. */
  static Display current() {
    return CurrentDisplay.get();
  }

  /** Sends all further output to {@code display}; a kernel adapter or a test calls this. */
  static void use(Display display) {
    CurrentDisplay.set(display);
  }
}
