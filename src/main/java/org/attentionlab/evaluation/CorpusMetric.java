package org.attentionlab.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A metric that counts something in each sentence, adds the counts up over a corpus, and makes one
 * score of the sums. That is not the mean of sentence scores: a long sentence weighs more. Because
 * sums are quickly made, {@link BootstrapInterval} and {@link PairedBootstrap} can draw the corpus
 * anew a thousand times.
 */
public interface CorpusMetric {

  /** Which program computed a score, for its signature; sacrebleu gives its own version here. */
  String VERSION = "attentionlab-0.1.0";

  /** What the metric is called, for example {@code BLEU}. */
  String name();

  /**
   * The counts of one sentence; equally many for all sentences.
   *
   * @param references one or more right translations
   */
  long[] counts(String output, List<String> references);

  /** The score, from 0 to 100, of counts that were added up. */
  double score(long[] sums);

  /**
   * All settings in one line, so that somebody else can compute the same.
   *
   * @param references how many references each sentence has
   */
  String signature(int references);

  /** The score of a single sentence. */
  default double sentence(String output, List<String> references) {
    return score(counts(output, references));
  }

  /**
   * The score of a corpus.
   *
   * @param references one list or more, each with a translation of every sentence
   * @throws IllegalArgumentException if there is no sentence, or a list has another length
   */
  default double corpus(List<String> outputs, List<List<String>> references) {
    return score(sum(counts(outputs, references)));
  }

  /** The counts of each sentence of a corpus, see {@link #corpus}. */
  default List<long[]> counts(List<String> outputs, List<List<String>> references) {
    if (outputs.isEmpty() || references.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected at least one output and one list of references, but got %d and %d."
              .formatted(outputs.size(), references.size()));
    }
    for (List<String> list : references) {
      if (list.size() != outputs.size()) {
        throw new IllegalArgumentException(
            "Expected as many references as outputs, but got %d and %d. Line i of both must be the same sentence."
                .formatted(list.size(), outputs.size()));
      }
    }
    List<long[]> counts = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      int sentence = i;
      counts.add(
          counts(outputs.get(i), references.stream().map(list -> list.get(sentence)).toList()));
    }
    return counts;
  }

  /** Counts added up, place by place. */
  static long[] sum(List<long[]> counts) {
    long[] sum = new long[counts.get(0).length];
    for (long[] each : counts) {
      Arrays.setAll(sum, i -> sum[i] + each[i]);
    }
    return sum;
  }
}
