package org.attentionlab.cli;

import picocli.CommandLine.Option;

/** What every benchmark against PyTorch lets the user choose. */
final class BenchOptions {

  @Option(
      names = "--python",
      paramLabel = "PYTHON",
      description = "A Python that has torch (default: python3).")
  private String python = "python3";

  @Option(names = "--threads", paramLabel = "N", description = "Threads of each side (default: 2).")
  private int threads = 2;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of all sides (default: 9).")
  private int rounds = 9;

  @Option(names = "--steps", paramLabel = "N", description = "Steps in a round (default: 5).")
  private int steps = 5;

  String python() {
    return python;
  }

  int threads() {
    return threads;
  }

  int rounds() {
    return rounds;
  }

  int steps() {
    return steps;
  }

  /**
   * Stops with a sentence if a number makes no sense or the Python has no torch.
   *
   * @param command what the user typed after {@code ./course}
   */
  void require(String command) {
    if (threads < 1 || rounds < 1 || steps < 1) {
      throw new CourseException("--threads, --rounds and --steps need at least 1.");
    }
    BenchSides.require(python, "torch", "torch numpy", command);
  }
}
