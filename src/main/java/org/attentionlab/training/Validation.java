package org.attentionlab.training;

import org.attentionlab.nn.SequenceToSequence;

/** Measures a model between two steps of training. */
@FunctionalInterface
public interface Validation {

  /** Measures {@code model}; gradients are switched off, and dropout should not be used. */
  ValidationResult measure(SequenceToSequence model);
}
