package org.attentionlab.notebook;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.LongSupplier;

/**
 * How far a long loop is, with the time left, redrawn in place: a bar in a notebook and on a
 * terminal, two lines where output goes to a file.
 *
 * <pre>{@code
 * try (Progress progress = Progress.of("Training", 500)) {
 *   for (int step = 0; step < 500 && !Interrupt.asked(); step++) {
 *     …
 *     progress.step("loss " + loss);
 *   }
 * }
 * for (var pair : Progress.over("Translating", pairs)) { … }
 * }</pre>
 */
public final class Progress implements AutoCloseable {

  private static final long REDRAW_NANOS = 200_000_000L; // at most five times a second

  private final String name;
  private final long total;
  private final LongSupplier nanoTime;
  private final TimeLeft time;
  private final Display.Shown shown;
  private long done;
  private String note = "";
  private long lastDrawn;
  private boolean closed;

  private Progress(String name, long total, LongSupplier nanoTime) {
    this.name = name;
    this.total = Math.max(total, 0);
    this.nanoTime = nanoTime;
    this.time = new TimeLeft(this.total, nanoTime);
    this.lastDrawn = nanoTime.getAsLong();
    this.shown = Display.current().open(bundle());
  }

  /** A loop of {@code total} steps. */
  public static Progress of(String name, long total) {
    return of(name, total, System::nanoTime);
  }

  static Progress of(String name, long total, LongSupplier nanoTime) {
    return new Progress(name, total, nanoTime);
  }

  /** A loop over the elements of a collection; it ends early if the reader presses stop. */
  public static <T> Iterable<T> over(String name, Collection<T> elements) {
    return () -> new Walk<>(of(name, elements.size()), elements.iterator());
  }

  /** One more step is done. */
  public void step() {
    at(done + 1, note);
  }

  /** One more step is done; {@code note} says something of it, such as the loss. */
  public void step(String note) {
    at(done + 1, note);
  }

  /** {@code done} steps are finished. */
  public void at(long done, String note) {
    this.done = done;
    this.note = note;
    time.update(done);
    long now = nanoTime.getAsLong();
    if (!closed && now - lastDrawn >= REDRAW_NANOS) {
      lastDrawn = now;
      shown.update(bundle());
    }
  }

  /** Draws the last state. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      shown.finish(bundle());
    }
  }

  private Bundle bundle() {
    double share = total == 0 ? 1 : Math.min(1.0, (double) done / total);
    return ProgressBar.bundle(line(share), share);
  }

  private String line(double share) {
    String rest = note.isEmpty() ? "" : " · " + note;
    return "%s: %d of %d (%d %%)%s%s"
        .formatted(name, done, total, (int) Math.floor(share * 100), when(), rest);
  }

  private String when() {
    if (closed) {
      String end = done < total ? "stopped after " : "done in ";
      return " · " + end + TimeLeft.text(time.elapsed());
    }
    Duration left = time.left();
    return time.known() ? " · " + TimeLeft.text(left) + " left" : "";
  }

  /** Steps the progress as the elements are taken. */
  private static final class Walk<T> implements Iterator<T> {
    private final Progress progress;
    private final Iterator<T> elements;
    private boolean started;

    Walk(Progress progress, Iterator<T> elements) {
      this.progress = progress;
      this.elements = elements;
    }

    @Override
    public boolean hasNext() {
      boolean more = elements.hasNext() && !Interrupt.asked();
      if (!more) {
        if (started && !elements.hasNext()) {
          progress.step();
        }
        progress.close();
      }
      return more;
    }

    @Override
    public T next() {
      if (started) {
        progress.step();
      }
      started = true;
      return elements.next();
    }
  }
}
