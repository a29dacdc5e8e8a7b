package org.attentionlab.notebook;

/** A claim of a lesson is not true. Carries no stack trace: the cell shows where it stands. */
public final class ClaimFailed extends AssertionError {

  private static final long serialVersionUID = 1L;

  ClaimFailed(String claim) {
    super("not true: " + claim);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
