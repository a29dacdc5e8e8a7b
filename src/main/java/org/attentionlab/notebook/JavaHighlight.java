package org.attentionlab.notebook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java text as HTML with coloured comments, strings, keywords and numbers. In JupyterLab the
 * colours are those of the editor, light or dark; elsewhere they are readable on white. Comments
 * and annotations have the colour of side notes: the editor's own are too faint on black.
 */
final class JavaHighlight {

  private static final String KEYWORDS =
      "abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else|enum"
          + "|extends|final|finally|float|for|if|implements|import|instanceof|int|interface|long|new"
          + "|null|package|permits|private|protected|public|record|return|sealed|short|static|super"
          + "|switch|synchronized|this|throw|throws|true|false|try|var|void|volatile|while|yield";

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>//[^\\n]*|/\\*.*?\\*/)"
              + "|(?<string>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*')"
              + "|(?<annotation>@\\w+)"
              + "|(?<keyword>\\b(?:"
              + KEYWORDS
              + ")\\b)"
              + "|(?<number>\\b\\d[\\w.]*)",
          Pattern.DOTALL);

  private static final String[][] COLOURS = {
    {"comment", "--jp-ui-font-color2", "#4f6f6f"},
    {"string", "--jp-mirror-editor-string-color", "#a11"},
    {"annotation", "--jp-ui-font-color2", "#555"},
    {"keyword", "--jp-mirror-editor-keyword-color", "#00709e"},
    {"number", "--jp-mirror-editor-number-color", "#066"},
  };

  private JavaHighlight() {}

  static String html(String java) {
    StringBuilder html =
        new StringBuilder(
            "<pre style=\"border-left:4px solid rgba(127,127,127,.45);padding:4px 12px;margin:4px 0;"
                + "overflow-x:auto\"><code>");
    Matcher m = TOKEN.matcher(java);
    int end = 0;
    while (m.find()) {
      html.append(Html.escape(java.substring(end, m.start())));
      html.append(coloured(m));
      end = m.end();
    }
    return html.append(Html.escape(java.substring(end))).append("</code></pre>").toString();
  }

  private static String coloured(Matcher m) {
    for (String[] colour : COLOURS) {
      if (m.group(colour[0]) != null) {
        return "<span style=\"color:var(%s,%s)\">%s</span>"
            .formatted(colour[1], colour[2], Html.escape(m.group()));
      }
    }
    return Html.escape(m.group());
  }
}
