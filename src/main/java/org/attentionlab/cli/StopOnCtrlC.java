package org.attentionlab.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a long piece of work end cleanly when the user presses Ctrl-C or the system ends the
 * process: the work is asked to stop, and the process waits until it has.
 */
final class StopOnCtrlC implements AutoCloseable {

  private static final long LONGEST_WAIT_SECONDS = 60;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean pressed;

  /**
   * Watches until it is closed.
   *
   * @param stop asks the work to stop
   * @param farewell what to say when it has
   */
  StopOnCtrlC(Runnable stop, PrintWriter out, String farewell) {
    hook =
        new Thread(
            () -> {
              pressed = true;
              stop.run();
              try {
                if (done.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                  out.println(farewell);
                  out.flush();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-on-ctrl-c");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The work is over, whatever came of it. */
  @Override
  public void close() {
    if (!pressed) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending already.
      }
    }
    done.countDown();
  }
}
