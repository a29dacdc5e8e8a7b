package org.attentionlab.notebook;

/** The few pieces of HTML that the room shares; colours follow light and dark themes. */
final class Html {

  /** A line that is visible on white and on black. */
  static final String LINE = "1px solid rgba(127,127,127,.45)";

  private static final int LONG_TITLE = 80; // letters that fit beside each other on a small screen

  private Html() {}

  /** {@code text} with everything that HTML would take for markup made harmless. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** The title of a table; one of usual length is not broken into lines by a narrow table. */
  static String caption(String title) {
    String lines = title.length() <= LONG_TITLE ? ";white-space:nowrap" : "";
    return "<caption style=\"text-align:left;font-weight:bold;padding:4px 0"
        + lines
        + "\">"
        + escape(title)
        + "</caption>";
  }

  /** A box with a coloured edge. */
  static String panel(String edgeColour, String body) {
    return "<div style=\"border:"
        + LINE
        + ";border-left:6px solid "
        + edgeColour
        + ";border-radius:4px;padding:8px 14px;margin:4px 0;max-width:900px\">"
        + body
        + "</div>";
  }
}
