package org.attentionlab.grading;

import java.util.List;
import org.attentionlab.notebook.Bundle;
import org.attentionlab.notebook.Display;

/** Help for those who are stuck, a little more each time: {@code Hint.next("ex05.1")}. */
public final class Hint {

  private Hint() {}

  /** Shows the next hint of exercise {@code id}; after the last one the last one again. */
  public static void next(String id) {
    List<String> hints = Exercises.named(id).hints();
    int number = Math.min(Progress.nextHint(id), hints.size() - 1);
    Display.current()
        .show(
            Bundle.ofText(
                "Hint %d of %d: %s".formatted(number + 1, hints.size(), hints.get(number))));
  }
}
