package org.attentionlab.cli;

/**
 * Something that the person at the keyboard can put right: a missing file, an unknown name, a full
 * disk. {@link Main} prints the message alone and ends with status 1, so the message names the
 * thing and the remedy in one or two sentences.
 */
public class CourseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and what to do, complete sentences
   */
  public CourseException(String message) {
    super(message);
  }

  /**
   * @param message what is wrong and what to do, complete sentences
   * @param cause shown only with {@code --debug}
   */
  public CourseException(String message, Throwable cause) {
    super(message, cause);
  }
}
