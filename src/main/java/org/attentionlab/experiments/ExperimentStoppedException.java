package org.attentionlab.experiments;

/** Somebody asked a {@link RecordedExperiment} to stop; what is finished is kept. */
public final class ExperimentStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Says no more than that. */
  public ExperimentStoppedException() {
    super("Stopped.");
  }
}
