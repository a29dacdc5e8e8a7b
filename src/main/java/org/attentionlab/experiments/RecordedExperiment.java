package org.attentionlab.experiments;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A measurement that takes longer than a lesson allows. It is made in parts, each with one seed; a
 * part that is finished need not be made again after an interruption. {@link Reproduction} runs it
 * and writes the rows of all parts to {@code results/NAME.csv}, where lessons read them.
 */
public interface RecordedExperiment {

  /** How it is called in {@code ./course reproduce NAME}. */
  String name();

  /** The question that it answers, in a line. */
  String question();

  /**
   * What is to be done, in this order.
   *
   * @param quick whether a version of about a minute is wanted, which runs the same code on less:
   *     its numbers prove nothing
   */
  List<Part> parts(boolean quick);

  /**
   * The same with another number of seeds.
   *
   * @param seeds with how many seeds each row is made, from 1 on
   * @throws IllegalArgumentException if this experiment leaves no choice
   */
  default List<Part> parts(boolean quick, int seeds) {
    throw new IllegalArgumentException("In " + name() + " the number of seeds is fixed.");
  }

  /**
   * One part.
   *
   * @param name unique within the experiment; letters, digits and hyphens
   * @param seed with which it runs
   * @param minutes about how long it takes on two cores; only for the estimate of the time left
   * @param work what it does
   */
  record Part(String name, long seed, double minutes, Work work) {}

  /** The work of a part. */
  interface Work {
    /**
     * Does it.
     *
     * @return rows of the result: the name of a column to a number, a truth value or a text, in the
     *     columns' order; all rows of an experiment have the same columns
     * @throws ExperimentStoppedException if {@link Workbench#stop} was called meanwhile
     */
    List<Map<String, Object>> run(Workbench bench) throws IOException;
  }
}
