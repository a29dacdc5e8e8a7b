package org.attentionlab.grading;

/** A method that answers an exercise: a student's, the reference, or a known wrong one. */
@FunctionalInterface
public interface Answer {

  /**
   * Calls it.
   *
   * @param arguments as many as the {@link Signature} has, see {@link Value} for their types
   */
  Object call(Object... arguments) throws Exception;
}
