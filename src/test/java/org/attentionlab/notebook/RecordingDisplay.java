package org.attentionlab.notebook;

import java.util.ArrayList;
import java.util.List;

/** Keeps what was shown, so that a test can look at it. */
final class RecordingDisplay implements Display, AutoCloseable {

  final List<Bundle> shown = new ArrayList<>();
  final List<Bundle> updates = new ArrayList<>();
  private final Display before = Display.current();

  private RecordingDisplay() {}

  static RecordingDisplay install() {
    RecordingDisplay display = new RecordingDisplay();
    Display.use(display);
    return display;
  }

  @Override
  public void show(Bundle bundle) {
    shown.add(bundle);
  }

  @Override
  public Shown open(Bundle bundle) {
    shown.add(bundle);
    return new Shown() {
      @Override
      public void update(Bundle next) {
        updates.add(next);
      }

      @Override
      public void finish(Bundle last) {
        updates.add(last);
      }
    };
  }

  Bundle last() {
    return shown.get(shown.size() - 1);
  }

  @Override
  public void close() {
    Display.use(before);
  }
}
