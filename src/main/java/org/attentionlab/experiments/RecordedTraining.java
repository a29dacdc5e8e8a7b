package org.attentionlab.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attentionlab.data.Corpus;
import org.attentionlab.training.Budget;
import org.attentionlab.training.Checkpoint;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingResult;
import org.attentionlab.training.TrainingState;
import org.attentionlab.training.TrainingStep;

/**
 * The training of a translation model as one part of a recorded experiment. It goes on from its
 * checkpoint after an interruption.
 *
 * @param corpus what it learns
 * @param model the name of the model, such as {@code transformer}
 * @param config its numbers, as in a configuration file
 * @param steps how many
 * @param threads of one operation; {@code null} takes as many as the process uses, or, going on, as
 *     it was begun with
 */
record RecordedTraining(Corpus corpus, String model, String config, int steps, Integer threads) {

  private static final double SHARE = 0.95; // of a part; the rest is for measuring

  /**
   * Trains.
   *
   * @param folder for the model
   * @param listener hears of the steps too
   * @throws ExperimentStoppedException if somebody stopped it
   */
  TrainingState run(Workbench bench, Path folder, TrainingListener listener) throws IOException {
    Path file = Files.writeString(bench.folder().resolve("config.json"), config);
    TranslationExperiment training =
        TranslationExperiment.builder()
            .setCorpus(corpus)
            .setFolder(folder)
            .optModel(model)
            .optConfig(file.toString())
            .optBudget(Budget.steps(steps))
            .optSeed(bench.seed())
            .optThreads(threads == null && !isBegun(folder) ? Processor.threads() : threads)
            .optResume(true)
            .optCommand(bench.command())
            .optListener(
                new TrainingListener() {
                  @Override
                  public void step(TrainingStep step) {
                    bench.progress(SHARE * step.spent(), "loss %.3f".formatted(step.loss()));
                  }
                })
            .optListener(listener)
            .build();
    bench.onStop(training::stop);
    TrainingResult result = training.run();
    if (result.end() == TrainingResult.End.STOPPED) {
      throw new ExperimentStoppedException();
    }
    bench.progress(SHARE, "measuring");
    return result.state();
  }

  private static boolean isBegun(Path folder) throws IOException {
    return Checkpoint.newest(new ModelFolder(folder).checkpoints()).isPresent();
  }
}
