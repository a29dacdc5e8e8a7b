package org.attentionlab.experiments;

import java.util.List;

/** All experiments that can be run again by name. A new one is added to the list here. */
public final class RecordedExperiments {

  private static final List<RecordedExperiment> ALL =
      List.of(
          new MemoryExperiment(),
          new BottleneckExperiment(),
          new ContextWidthExperiment(),
          new HeadsExperiment(),
          DepthExperiment.depth(),
          DepthExperiment.warmUp(),
          new NormExperiment(),
          new PositionProbeExperiment(),
          new BugHospitalExperiment(),
          new Table1Experiment(),
          new Table2Experiment(),
          new Table3Experiment());

  private RecordedExperiments() {}

  /** All of them, in the lessons' order. */
  public static List<RecordedExperiment> all() {
    return ALL;
  }

  /**
   * The experiment of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static RecordedExperiment named(String name) {
    return ALL.stream()
        .filter(experiment -> experiment.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no experiment \"%s\". Choose one of: %s"
                        .formatted(
                            name,
                            String.join(
                                ", ", ALL.stream().map(RecordedExperiment::name).toList()))));
  }
}
