package org.attentionlab.grading;

/** Student code that cannot be made into a method; the message is for the student. */
final class DoesNotCompileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DoesNotCompileException(String message) {
    super(message);
  }
}
