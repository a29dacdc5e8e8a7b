package org.attentionlab.cli;

import java.io.PrintWriter;
import java.util.List;
import org.attentionlab.experiments.Reproduction;
import org.attentionlab.notebook.TimeLeft;

/** A line now and then about a recorded experiment, with the time left. */
final class ReproductionScreen implements Reproduction.Listener {

  private static final int SHARES = 10_000; // in which the time left is counted
  private static final long WAIT_NANOS = 5_000_000_000L;

  private final PrintWriter out;
  private TimeLeft left;
  private double first = Double.NaN;
  private long lastNanos;

  ReproductionScreen(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void progress(String part, double share, String text) {
    if (left == null) {
      left = new TimeLeft(Math.round((1 - share) * SHARES));
      first = share;
    }
    long done = Math.round((share - first) * SHARES);
    left.update(done);
    if (System.nanoTime() - lastNanos >= WAIT_NANOS) {
      lastNanos = System.nanoTime();
      String time = left.known() ? TimeLeft.text(left.left()) + " left" : "…";
      out.printf("%3.0f %% · %s · %s · %s%n", 100 * share, part, text, time);
      out.flush();
    }
  }

  @Override
  public void finished(String part, boolean before, List<String> rows) {
    out.println(part + (before ? " (from an earlier run)" : "") + ":");
    rows.forEach(row -> out.println("  " + row));
    out.flush();
  }

  /** Tells {@link PartProcesses} how it goes. */
  static final class Teller implements Reproduction.Listener {

    private static final long WAIT_NANOS = 1_000_000_000L;

    private final PrintWriter out;
    private long lastNanos = System.nanoTime() - WAIT_NANOS;

    Teller(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void progress(String part, double share, String text) {
      if (System.nanoTime() - lastNanos >= WAIT_NANOS) {
        lastNanos = System.nanoTime();
        out.println(PartProcesses.MARK + share + " " + text);
        out.flush();
      }
    }

    @Override
    public void finished(String part, boolean before, List<String> rows) {}
  }
}
