package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attentionlab.training.Budget;
import org.attentionlab.training.CheckpointAverage;
import org.attentionlab.training.Safetensors;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingState;
import org.attentionlab.training.TrainingStep;
import org.attentionlab.training.ValidationResult;
import org.attentionlab.training.Weights;

/**
 * Keeps the weights at the last measurements of a training, in order to average them. They are
 * taken at fixed steps, so a training that was cut off and resumed has the same ones.
 */
final class Snapshots implements TrainingListener {

  private static final String PREFIX = "step-";
  private static final String SUFFIX = ".safetensors";

  private final Path folder;
  private final int keep;
  private final int every;
  private final Block model;

  /**
   * Snapshots in a folder, which is made when needed.
   *
   * @param keep how many, the newest ones
   * @param every the steps between two measurements
   */
  Snapshots(Path folder, int keep, int every, Block model) {
    this.folder = folder;
    this.keep = keep;
    this.every = every;
    this.model = model;
  }

  /** Whether there are none. */
  boolean isEmpty() throws IOException {
    return files().isEmpty();
  }

  /** The mean of those kept, owned by {@code owner}. */
  Map<String, NDArray> average(NDManager owner) throws IOException {
    try (NDManager scratch = owner.newSubManager()) {
      List<Map<String, NDArray>> weights = new ArrayList<>();
      for (Path file : files()) {
        weights.add(Safetensors.read(file, scratch).tensors());
      }
      return CheckpointAverage.of(weights, owner);
    }
  }

  /**
   * Makes the folder what it would be if the training had never been cut off: without what lies
   * behind the checkpoint, and with what the cut prevented.
   */
  @Override
  public void started(TrainingState state, Budget budget) {
    boolean measuredNow = state.step() % every == 0 || budget.isSpentAt(state);
    try {
      for (Path file : files()) {
        long step = step(file);
        boolean measured = step == state.step() ? measuredNow : step % every == 0;
        if (step > state.step() || !measured) {
          Files.delete(file);
        }
      }
      if (state.step() > 0 && measuredNow) {
        write(state.step());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void validated(TrainingStep step, ValidationResult result) {
    try {
      write(step.step());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(long step) throws IOException {
    Files.createDirectories(folder);
    Safetensors.write(
        folder.resolve(PREFIX + "%08d".formatted(step) + SUFFIX), Weights.of(model), Map.of());
    List<Path> all = files();
    for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
      Files.delete(old);
    }
  }

  private static long step(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
  }

  /** Oldest first. */
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }
}
