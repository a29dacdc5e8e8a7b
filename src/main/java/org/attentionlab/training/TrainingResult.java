package org.attentionlab.training;

import java.util.Optional;

/**
 * How a training ended.
 *
 * @param end why
 * @param state where it stands
 * @param last the last measurement, if there was one
 * @param log what happened
 */
public record TrainingResult(
    End end, TrainingState state, Optional<ValidationResult> last, TrainingLog log) {

  /** Why a training ended. */
  public enum End {
    /** The budget is used up. */
    BUDGET_SPENT,
    /** Somebody asked it to stop: the stop button, Ctrl-C, or {@link Trainer#stop}. */
    STOPPED
  }
}
