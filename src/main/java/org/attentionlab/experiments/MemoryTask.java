package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.attentionlab.nn.RandomStream;

/**
 * A task that nobody can solve without remembering something over a chosen distance. Samples are
 * made freshly whenever they are wanted, so that there is nothing to learn by heart.
 */
public interface MemoryTask {

  /** How it is called in tables. */
  String name();

  /** Over how many steps something must be remembered. */
  int distance();

  /** I, the width of one step's input. */
  int inputWidth();

  /** O, the width of one step's output. */
  int outputWidth();

  /** A, how many of the last steps are answers; the outputs before them do not matter. */
  int answers();

  /** How much is right, in percent, without any memory. */
  double chancePercent();

  /**
   * Fresh samples to be tested with, all of the full distance.
   *
   * @param count B
   * @param stream draws them
   * @param manager owns them
   */
  Samples samples(int count, RandomStream stream, NDManager manager);

  /** Fresh samples to learn from; they may be easier than those of the test. */
  default Samples practice(int count, RandomStream stream, NDManager manager) {
    return samples(count, stream, manager);
  }

  /**
   * The mean loss of an answer.
   *
   * @param outputs (B, A, O)
   * @param answers (B, A)
   * @return a scalar that can be differentiated
   */
  NDArray loss(NDArray outputs, NDArray answers);

  /**
   * Which answers are right.
   *
   * @param outputs (B, A, O)
   * @param answers (B, A)
   * @return (B, A) truth values
   */
  NDArray right(NDArray outputs, NDArray answers);

  /**
   * Inputs and what should be answered to them.
   *
   * @param inputs (B, T, I)
   * @param answers (B, A): numbers of symbols (int64), or quantities (float32)
   */
  record Samples(NDArray inputs, NDArray answers) {}
}
