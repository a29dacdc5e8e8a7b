package org.attentionlab.decoding;

import java.util.List;

/**
 * The beam search for one sentence, step by step; made by {@link BeamSearch#trace}.
 *
 * @param width k, how many hypotheses were kept at most
 * @param penalty what the hypotheses were compared by
 * @param steps one for each token, in order
 * @param hypotheses all that were found, best score first
 */
public record BeamTrace(
    int width, LengthPenalty penalty, List<Step> steps, List<Hypothesis> hypotheses) {

  /**
   * One step: what became of the best continuations. Each is a {@link Beam.Beginning}, whose {@code
   * before} is one of the live ones of the step before.
   *
   * @param live kept, to be continued, best first
   * @param ending kept, and ended with {@code <eos>}, best first
   * @param dropped the best ones that were not kept, at most k, best first
   */
  public record Step(
      List<Beam.Beginning> live, List<Beam.Beginning> ending, List<Beam.Beginning> dropped) {

    public Step {
      live = List.copyOf(live);
      ending = List.copyOf(ending);
      dropped = List.copyOf(dropped);
    }

    static Step of(Beam beam) {
      return new Step(beam.live(), beam.ending(), beam.dropped());
    }
  }

  public BeamTrace {
    steps = List.copyOf(steps);
    hypotheses = List.copyOf(hypotheses);
  }

  /** The hypothesis of the best score: what the search says. */
  public Hypothesis winner() {
    return hypotheses.get(0);
  }

  /** The score by which hypotheses are compared: log-probability by divisor. */
  public double score(Hypothesis hypothesis) {
    return penalty.score(hypothesis);
  }
}
