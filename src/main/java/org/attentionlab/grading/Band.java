package org.attentionlab.grading;

/** How much an exercise asks for. */
public enum Band {
  /** One idea of the lesson, a few lines. */
  WARM_UP("warm-up"),
  /** What a reader of the lesson should be able to write. */
  CORE("core"),
  /** More than the lesson shows. */
  STRETCH("stretch");

  private final String words;

  Band(String words) {
    this.words = words;
  }

  /** For readers. */
  public String words() {
    return words;
  }
}
