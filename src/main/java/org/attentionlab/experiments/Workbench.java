package org.attentionlab.experiments;

import ai.djl.nn.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.attentionlab.text.TextFiles;
import org.attentionlab.training.Safetensors;
import org.attentionlab.training.Weights;

/** What a part of a {@link RecordedExperiment} works with. */
public final class Workbench {

  private final RecordedExperiment.Part part;
  private final Path folder;
  private final Path results;
  private final String command;
  private final Progress progress;
  private volatile boolean stopped;
  private volatile Runnable onStop; // null: progress() ends the part

  /** Hears how far a part is. */
  interface Progress {
    void at(RecordedExperiment.Part part, double share, String text);
  }

  Workbench(
      RecordedExperiment.Part part, Path folder, Path results, String command, Progress progress) {
    this.part = part;
    this.folder = folder;
    this.results = results;
    this.command = command;
    this.progress = progress;
  }

  /** The part's seed. */
  public long seed() {
    return part.seed();
  }

  /** What the user typed, for the provenance of a model. */
  public String command() {
    return command;
  }

  /** A folder of this part alone; what lies in it survives an interruption, for checkpoints. */
  public Path folder() throws IOException {
    return Files.createDirectories(folder);
  }

  /**
   * Tells how far the part is.
   *
   * @param share from 0 to 1
   * @param text such as "loss 0.123"
   * @throws ExperimentStoppedException if the part should stop, and has no {@link #onStop}
   */
  public void progress(double share, String text) {
    if (stopped && onStop == null) {
      throw new ExperimentStoppedException();
    }
    progress.at(part, share, text);
  }

  /**
   * What shall happen when somebody asks to stop, such as {@code trainer::stop}, which saves a
   * checkpoint first. A part that ends early then throws {@link ExperimentStoppedException}.
   */
  public void onStop(Runnable action) {
    onStop = action;
    if (stopped) {
      action.run();
    }
  }

  /** Asks the part to stop; may be called from any thread. */
  void stop() {
    stopped = true;
    Runnable action = onStop;
    if (action != null) {
      action.run();
    }
  }

  /**
   * Keeps lines of text beside the results, such as what a model said, so that anybody can score
   * them again.
   *
   * @param name of the file, in the folder {@code hypotheses}
   */
  public void keepText(List<String> lines, String name) throws IOException {
    TextFiles.writeLines(results.resolve("hypotheses").resolve(name), lines);
  }

  /**
   * Keeps only the weights of a model beside the results.
   *
   * @param file within the folder of the results
   */
  void keepWeights(Block model, Path file) throws IOException {
    Path kept = results.resolve(file);
    Files.createDirectories(kept.getParent());
    Safetensors.write(kept, Weights.of(model), Map.of());
  }

  /**
   * Keeps a trained model beside the results, in {@code models/NAME}, without its checkpoints.
   *
   * @param model the folder that {@link TranslationExperiment} made
   */
  public void keepModel(Path model, String name) throws IOException {
    ModelFolder from = new ModelFolder(model);
    ModelFolder to = new ModelFolder(results.resolve("models").resolve(name));
    Files.createDirectories(to.folder());
    for (Path file : List.of(from.weights(), from.description(), from.vocabulary(), from.log())) {
      Files.copy(
          file, to.folder().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(from.merges())) {
      Files.copy(from.merges(), to.merges(), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
