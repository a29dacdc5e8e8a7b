package org.attentionlab.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionlab.evaluation.ScoredCorpus.Look;
import org.attentionlab.evaluation.ScoredCorpus.Mend;

/**
 * Examines a corpus whose BLEU looks absurd for the usual causes that are not the model's: text
 * that was cut, escaped or encoded on one side only, lines that do not belong together. Each fault
 * is looked for, and mended if found, after those before it; so the rises add up.
 *
 * <pre>{@code
 * System.out.println(BleuClinic.examine(outputs, references));
 * }</pre>
 */
public final class BleuClinic {

  private static final Map<BleuFault, Look> LOOKS = new EnumMap<>(BleuFault.class);

  static {
    LOOKS.put(BleuFault.SUBWORD_MARKS, TextFaults::marks);
    LOOKS.put(BleuFault.HTML_ENTITIES, TextFaults::entities);
    LOOKS.put(BleuFault.UNICODE_FORM, TextFaults::unicodeForm);
    LOOKS.put(BleuFault.EMPTY_OUTPUTS, LineFaults::empty);
    LOOKS.put(BleuFault.SHIFTED_LINES, LineFaults::shifted);
    LOOKS.put(BleuFault.LENGTHS, LineFaults::lengths);
    LOOKS.put(BleuFault.TOKENISED, TextFaults::tokenised);
    LOOKS.put(BleuFault.CASE, TextFaults::capitals);
    LOOKS.put(BleuFault.KOREAN_WORDS, TextFaults::koreanWords);
  }

  private BleuClinic() {}

  /** Examines outputs with one reference each, scored with {@link Bleu#standard}. */
  public static BleuReport examine(List<String> outputs, List<String> references) {
    return examine(Bleu.standard(), outputs, List.of(references));
  }

  /**
   * Examines a corpus.
   *
   * @param bleu how it is scored
   * @param references one list or more, each with a translation of every sentence
   * @throws IllegalArgumentException if there is no sentence, or a list has another length
   */
  public static BleuReport examine(Bleu bleu, List<String> outputs, List<List<String>> references) {
    BleuScore score = bleu.details(outputs, references);
    ScoredCorpus corpus = new ScoredCorpus(outputs, references, bleu);
    double before = score.score();
    List<BleuFinding> findings = new ArrayList<>();
    for (Map.Entry<BleuFault, Look> each : LOOKS.entrySet()) {
      Optional<Mend> found = each.getValue().at(corpus);
      if (found.isPresent()) {
        Mend mend = found.get();
        double after = mend.corpus().score();
        findings.add(
            new BleuFinding(
                each.getKey(),
                mend.seen(),
                corpus.lines().get(mend.line()),
                corpus.outputs().get(mend.line()),
                corpus.first().get(mend.line()),
                before,
                after));
        corpus = mend.corpus();
        before = after;
      }
    }
    return new BleuReport(score, bleu.signature(references.size()), findings);
  }
}
