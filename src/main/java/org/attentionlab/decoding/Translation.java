package org.attentionlab.decoding;

import java.util.List;

/**
 * A translated sentence.
 *
 * @param source the text as given
 * @param sourceTokens as the model read it, {@code <eos>} not included; unknown tokens as given
 * @param targetTokens what the model said, {@code <eos>} not included
 * @param text what the model said, as text
 * @param unknown the source tokens that the model has never seen; it read {@code <unk>} instead
 * @param logProbability how likely the model finds its output, as a logarithm
 * @param finished whether the model came to an end by itself
 */
public record Translation(
    String source,
    List<String> sourceTokens,
    List<String> targetTokens,
    String text,
    List<String> unknown,
    double logProbability,
    boolean finished) {

  @Override
  public String toString() {
    return text;
  }
}
