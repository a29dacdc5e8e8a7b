package org.attentionlab.notebook;

import java.awt.Color;

/** A box with a coloured edge: a heading, lines of text, and something quieter below. */
public final class Notice {

  private Notice() {}

  /**
   * A notice.
   *
   * @param edge its colour, for example of the {@link Palette}
   * @param body may have several lines
   */
  public static Bundle of(Color edge, String head, String body, String foot) {
    String html =
        Html.panel(
            Palette.hex(edge),
            ("<b>%s</b><div style=\"margin:4px 0;white-space:pre-wrap\">%s</div>"
                    + "<div style=\"opacity:.75\">%s</div>")
                .formatted(Html.escape(head), Html.escape(body), Html.escape(foot)));
    return Bundle.ofText(head + "\n" + body + "\n" + foot).withHtml(html);
  }
}
