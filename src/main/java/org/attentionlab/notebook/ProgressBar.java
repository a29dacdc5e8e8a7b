package org.attentionlab.notebook;

/** The bar of {@link Progress} and {@link LiveTraining}, as letters and as HTML. */
final class ProgressBar {

  private static final int LETTERS = 24;

  private ProgressBar() {}

  /**
   * A bar with words behind it.
   *
   * @param share how much is done, from 0 to 1
   */
  static Bundle bundle(String words, double share) {
    double done = Math.max(0, Math.min(1, share));
    int full = (int) Math.floor(done * LETTERS);
    String letters = "[" + "#".repeat(full) + ".".repeat(LETTERS - full) + "]";
    String html =
        "<div style=\"max-width:900px\"><progress value=\"%d\" max=\"1000\" style=\"width:260px;vertical-align:middle\"></progress> %s</div>"
            .formatted(Math.round(done * 1000), Html.escape(words));
    return Bundle.ofText(letters + " " + words).withHtml(html);
  }
}
