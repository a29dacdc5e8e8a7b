package org.attentionlab.notebook;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing to show, in several media types at once: a reader's program picks the richest it knows.
 * There is always plain text. A picture carries its alternative text and the size at which it is to
 * be drawn, since it has more pixels than that to be sharp on fine screens.
 *
 * @param data what to show, by media type
 * @param metadata how to show it, by media type
 */
public record Bundle(Map<String, Object> data, Map<String, Object> metadata) {

  /** Copies both maps, keeping their order. */
  public Bundle {
    data = new LinkedHashMap<>(data);
    metadata = new LinkedHashMap<>(metadata);
  }

  /** Plain text only; add richer forms with the other methods. */
  public static Bundle ofText(String text) {
    return new Bundle(Map.of("text/plain", text), Map.of());
  }

  /** The same bundle with HTML, which must need no script and no network. */
  public Bundle withHtml(String html) {
    return with("text/html", html);
  }

  /** The same bundle with one more media type, such as Vega-Lite's. */
  public Bundle with(String mediaType, Object value) {
    Bundle copy = new Bundle(data, metadata);
    copy.data.put(mediaType, value);
    return copy;
  }

  /**
   * The same bundle with a picture.
   *
   * @param png the encoded picture
   * @param width the width to draw it at, in CSS pixels
   * @param height the height to draw it at, in CSS pixels
   * @param alt what it says, for readers who do not see it
   */
  public Bundle withPng(byte[] png, int width, int height, String alt) {
    Bundle copy = with("image/png", Base64.getEncoder().encodeToString(png));
    Map<String, Object> how = new LinkedHashMap<>();
    how.put("width", width);
    how.put("height", height);
    how.put("alt", alt);
    copy.metadata.put("image/png", how);
    copy.metadata.put("needs_background", "light"); // JupyterLab's dark theme asks for this
    return copy;
  }

  /** The plain text. */
  public String text() {
    return String.valueOf(data.getOrDefault("text/plain", ""));
  }

  /** The HTML, or an empty text. */
  public String html() {
    return String.valueOf(data.getOrDefault("text/html", ""));
  }
}
