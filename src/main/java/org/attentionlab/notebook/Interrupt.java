package org.attentionlab.notebook;

/**
 * The stop button of a notebook only raises a flag; a loop that never asks keeps running behind the
 * notebook's back. Ask once a round:
 *
 * <pre>{@code for (int i = 0; i < n && !Interrupt.asked(); i++) { … }}</pre>
 *
 * <p>{@link Progress} and the trainer ask by themselves.
 */
public final class Interrupt {

  private Interrupt() {}

  /** Whether the reader pressed stop. The flag stays raised, so that outer loops see it too. */
  public static boolean asked() {
    return Thread.currentThread().isInterrupted();
  }
}
