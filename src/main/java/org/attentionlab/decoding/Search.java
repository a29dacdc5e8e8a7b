package org.attentionlab.decoding;

import java.util.List;

/** Finds an output for each input. */
@FunctionalInterface
public interface Search {

  /**
   * The best output found for each source, in the order of the sources.
   *
   * @param sources token ids, each ending with {@code <eos>}
   */
  List<Hypothesis> search(List<int[]> sources);
}
