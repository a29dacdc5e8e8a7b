package org.attentionlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attentionlab.evaluation.BleuFinding;
import org.attentionlab.evaluation.BleuReport;

/** What the BLEU clinic found: a box for each finding, with its example and what to do. */
final class BleuReportView {

  private BleuReportView() {}

  static Bundle bundle(BleuReport report) {
    return Bundle.ofText(text(report)).withHtml(html(report));
  }

  private static String head(BleuReport report) {
    return report.score() + "   (" + report.signature() + ")";
  }

  private static String end(BleuReport report) {
    return report.isHealthy()
        ? "No usual fault was found. What the score lacks is the model's."
        : String.format(Locale.ROOT, "With all of it mended: BLEU %.2f.", report.mended());
  }

  private static String change(BleuFinding finding) {
    return String.format(
        Locale.ROOT,
        "Mended, BLEU goes from %.2f to %.2f (%+.2f).",
        finding.before(),
        finding.after(),
        finding.rise());
  }

  private static String shown(String line) {
    return line.isBlank() ? "(empty)" : line;
  }

  private static String text(BleuReport report) {
    List<String> lines = new ArrayList<>(List.of(head(report)));
    for (BleuFinding each : report.findings()) {
      lines.add("◀ " + each.fault().title());
      lines.add("  " + each.seen() + ".");
      lines.add("  line %d, output:    %s".formatted(each.line(), shown(each.output())));
      lines.add("  line %d, reference: %s".formatted(each.line(), each.reference()));
      lines.add("  " + change(each) + " " + each.fault().advice());
    }
    lines.add(end(report));
    return String.join("\n", lines);
  }

  private static String html(BleuReport report) {
    StringBuilder html = new StringBuilder("<div><b>" + Html.escape(head(report)) + "</b></div>");
    for (BleuFinding each : report.findings()) {
      String body =
          "<b>%s</b><br>%s.<div style=\"margin:4px 0\">line %d, output: <code>%s</code><br>line %d, reference: <code>%s</code></div><b>%s</b> %s"
              .formatted(
                  Html.escape(each.fault().title()),
                  Html.escape(each.seen()),
                  each.line(),
                  Html.escape(shown(each.output())),
                  each.line(),
                  Html.escape(each.reference()),
                  change(each),
                  Html.escape(each.fault().advice()));
      html.append(Html.panel(Palette.hex(Palette.VERMILLION), body));
    }
    return html.append("<div>").append(end(report)).append("</div>").toString();
  }
}
