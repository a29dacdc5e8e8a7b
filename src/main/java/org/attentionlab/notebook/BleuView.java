package org.attentionlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.attentionlab.evaluation.Bleu;
import org.attentionlab.evaluation.BleuScore;
import org.attentionlab.evaluation.NGramMatches;

/**
 * BLEU of one sentence with everything that it is made of: which words match, in n-grams of which
 * length, the counts, the brevity penalty, the score.
 *
 * <pre>{@code
 * BleuView.of("the cat sat on a mat", "the cat sat on the mat")
 * }</pre>
 */
public final class BleuView {

  private static final String KEY =
      "The small number is the longest matching n-gram that a word belongs to, up to 4. 0: no"
          + " reference has the word. ×: a reference has it, but not so often (clipped).";
  private static final String[] SMALL = {"⁰", "¹", "²", "³", "⁴"};

  private final Bleu bleu;
  private final String output;
  private final List<String> references;

  private BleuView(Bleu bleu, String output, List<String> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected at least one reference beside the output, but got none.");
    }
    this.bleu = bleu;
    this.output = output;
    this.references = List.copyOf(references);
  }

  /** An output and its references, scored with {@link Bleu#forSentences}. */
  public static BleuView of(String output, String... references) {
    return of(Bleu.forSentences(), output, List.of(references));
  }

  /**
   * The same for a BLEU with other settings.
   *
   * @param references one or more right translations
   */
  public static BleuView of(Bleu bleu, String output, List<String> references) {
    return new BleuView(bleu, output, references);
  }

  private BleuScore score() {
    return bleu.details(List.of(output), references.stream().map(List::of).toList());
  }

  Bundle bundle() {
    return Bundle.ofText(toString()).withHtml(html());
  }

  private String penalty(BleuScore score) {
    String words =
        "%d words of output, %d of the closest reference"
            .formatted(score.outputLength(), score.referenceLength());
    return score.outputLength() >= score.referenceLength()
        ? "Brevity penalty 1: " + words + "."
        : String.format(
            Locale.ROOT,
            "Brevity penalty exp(1 − %d/%d) = %.3f: %s.",
            score.referenceLength(),
            score.outputLength(),
            score.brevityPenalty(),
            words);
  }

  private String result(BleuScore score) {
    return String.format(
        Locale.ROOT, "BLEU %.2f   (%s)", score.score(), bleu.signature(references.size()));
  }

  private static String precision(BleuScore score, int i) {
    boolean smoothed = score.matches().get(i) == 0 && score.precisions().get(i) > 0;
    return score.totals().get(i) == 0
        ? "none so long"
        : String.format(
            Locale.ROOT, "%.1f %%%s", score.precisions().get(i), smoothed ? " (smoothed)" : "");
  }

  private String html() {
    NGramMatches matches = NGramMatches.of(bleu, output, references);
    StringBuilder html = new StringBuilder("<div style=\"max-width:900px;line-height:2.1\">");
    html.append("<b>output</b> &nbsp;");
    for (int i = 0; i < matches.words().size(); i++) {
      html.append(word(matches, i)).append(' ');
    }
    for (String reference : references) {
      html.append("<br><b>reference</b> &nbsp;")
          .append(Html.escape(String.join(" ", bleu.tokens(reference))));
    }
    html.append("</div><div style=\"max-width:900px;opacity:.8\">").append(KEY).append("</div>");
    html.append("<table style=\"border-collapse:collapse;margin:6px 0\"><thead>");
    row(html, "th", "n", "matches", "n-grams of the output", "precision");
    html.append("</thead><tbody>");
    BleuScore score = score();
    for (int i = 0; i < score.totals().size(); i++) {
      row(
          html,
          "td",
          Integer.toString(i + 1),
          score.matches().get(i).toString(),
          score.totals().get(i).toString(),
          precision(score, i));
    }
    html.append("</tbody></table><div>").append(penalty(score)).append("</div>");
    return html.append("<div><b>")
        .append(Html.escape(result(score)))
        .append("</b></div>")
        .toString();
  }

  /** Shades say the same as the numbers; both can be read on white and on black. */
  private static String word(NGramMatches matches, int i) {
    int order = matches.orders().get(i);
    String look =
        order > 0
            ? String.format(Locale.ROOT, "background:rgba(0,114,178,%.2f)", 0.13 * order)
            : "border-bottom:3px "
                + (matches.clipped().get(i) ? "dotted " : "solid ")
                + Palette.hex(Palette.VERMILLION);
    return "<span style=\"padding:2px 4px;border-radius:3px;white-space:nowrap;%s\">%s<sup>%s</sup></span>"
        .formatted(
            look,
            Html.escape(matches.words().get(i)),
            matches.clipped().get(i) ? "×" : Integer.toString(order));
  }

  private static void row(StringBuilder html, String tag, String... cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append(
          "<%s style=\"text-align:right;padding:3px 10px;border-bottom:%s\">%s</%s>"
              .formatted(tag, Html.LINE, Html.escape(cell), tag));
    }
    html.append("</tr>");
  }

  @Override
  public String toString() {
    NGramMatches matches = NGramMatches.of(bleu, output, references);
    List<String> words =
        IntStream.range(0, matches.words().size())
            .mapToObj(
                i ->
                    matches.words().get(i)
                        + (matches.clipped().get(i) ? "×" : SMALL[matches.orders().get(i)]))
            .toList();
    List<String> lines = new ArrayList<>(List.of("output     " + String.join(" ", words)));
    references.forEach(r -> lines.add("reference  " + String.join(" ", bleu.tokens(r))));
    lines.add(KEY);
    BleuScore score = score();
    for (int i = 0; i < score.totals().size(); i++) {
      lines.add(
          "n = %d: %d of %d match, precision %s"
              .formatted(
                  i + 1, score.matches().get(i), score.totals().get(i), precision(score, i)));
    }
    lines.add(penalty(score));
    lines.add(result(score));
    return String.join("\n", lines);
  }
}
