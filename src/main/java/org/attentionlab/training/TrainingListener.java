package org.attentionlab.training;

import java.nio.file.Path;

/**
 * Is told what happens in a training, on the training's own thread: progress bars and live charts
 * are listeners. What a listener does not care for it leaves out.
 */
public interface TrainingListener {

  /** Training begins, or goes on. */
  default void started(TrainingState state, Budget budget) {}

  /** A step was made. */
  default void step(TrainingStep step) {}

  /** All batches of an epoch, counted from 0, were learned from. */
  default void epoch(long epoch) {}

  /** The model was measured after {@code step}. */
  default void validated(TrainingStep step, ValidationResult result) {}

  /** All was saved to {@code folder}. */
  default void checkpointed(Path folder) {}

  /** Training has ended or was stopped. */
  default void finished(TrainingResult result) {}
}
