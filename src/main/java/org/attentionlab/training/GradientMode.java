package org.attentionlab.training;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Switches the recording of gradients off until it is closed. libtorch keeps this switch for each
 * thread, and on a new thread it is on, so that decoding there would quietly build the graph for a
 * backward pass that never comes. Everything that only uses a model opens one of these.
 *
 * <pre>{@code
 * try (GradientMode off = GradientMode.off()) { ... }
 * }</pre>
 */
public final class GradientMode implements AutoCloseable {

  private final boolean before = JniUtils.isGradMode();

  private GradientMode() {
    JniUtils.setGradMode(false);
  }

  /** Records nothing on this thread until the result is closed, on the same thread. */
  public static GradientMode off() {
    return new GradientMode();
  }

  /** Puts the switch back where it was. */
  @Override
  public void close() {
    JniUtils.setGradMode(before);
  }
}
