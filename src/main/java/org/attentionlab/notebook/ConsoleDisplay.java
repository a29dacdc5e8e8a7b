package org.attentionlab.notebook;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * Shows plain text on a console. On a terminal, text of one line is redrawn in place; where output
 * goes to a file or a pipe, only the first and the last state are printed.
 */
public final class ConsoleDisplay implements Display {

  private final Supplier<PrintStream> out;
  private final boolean terminal;

  /**
   * @param out asked at each call, since a program may redirect its output
   * @param terminal whether a line can be redrawn in place
   */
  public ConsoleDisplay(Supplier<PrintStream> out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Writes to {@code System.out}; redraws lines if that is a terminal. */
  public static ConsoleDisplay ofSystem() {
    return new ConsoleDisplay(() -> System.out, System.console() != null);
  }

  @Override
  public void show(Bundle bundle) {
    out.get().println(bundle.text());
  }

  @Override
  public Shown open(Bundle bundle) {
    Line line = new Line();
    if (terminal) {
      line.update(bundle);
    } else if (isOneLine(bundle.text())) {
      out.get().println(bundle.text());
    }
    return line;
  }

  private static boolean isOneLine(String text) {
    return text.indexOf('\n') < 0;
  }

  private final class Line implements Shown {
    private int width;

    @Override
    public void update(Bundle bundle) {
      if (terminal && isOneLine(bundle.text())) {
        redraw(bundle.text());
      }
    }

    @Override
    public void finish(Bundle bundle) {
      if (terminal && isOneLine(bundle.text())) {
        redraw(bundle.text());
        out.get().println();
      } else {
        out.get().println(bundle.text());
      }
    }

    private void redraw(String text) {
      String blanks = " ".repeat(Math.max(0, width - text.length())); // wipes a longer old line
      out.get().print("\r" + text + blanks);
      out.get().flush();
      width = text.length();
    }
  }
}
