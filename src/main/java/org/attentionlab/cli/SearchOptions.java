package org.attentionlab.cli;

import org.attentionlab.decoding.BeamSearch;
import org.attentionlab.decoding.LengthPenalty;
import org.attentionlab.decoding.Translator;
import org.attentionlab.experiments.SavedTranslator;
import picocli.CommandLine.Option;

/** How the commands that translate search for the best output. */
final class SearchOptions {

  @Option(
      names = "--beam",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many hypotheses are kept; 1 is greedy search (default: ${DEFAULT-VALUE}; the paper has 4).")
  private int width;

  @Option(
      names = "--alpha",
      paramLabel = "X",
      defaultValue = "0.6",
      description = "The length penalty of a beam (default: ${DEFAULT-VALUE}, as in the paper).")
  private double alpha;

  /** A translator that searches so. */
  Translator translator(SavedTranslator saved) {
    if (width < 1 || !(alpha >= 0)) {
      throw new CourseException(
          "--beam must be at least 1 and --alpha at least 0, but they are %d and %s."
              .formatted(width, alpha));
    }
    return width == 1
        ? saved.translator()
        : saved.translator(
            BeamSearch.builder()
                .setModel(saved.model())
                .optWidth(width)
                .optPenalty(new LengthPenalty(alpha))
                .build());
  }
}
