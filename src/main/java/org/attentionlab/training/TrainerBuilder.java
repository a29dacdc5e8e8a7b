package org.attentionlab.training;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.attentionlab.nn.SequenceToSequence;

/** Describes a training; made by {@link Trainer#builder}. */
public final class TrainerBuilder {

  private static final double USUAL_SMOOTHING = 0.1; // section 5.4

  SequenceToSequence model;
  Batches batches;
  LearningRateSchedule schedule;
  private SequenceLoss loss;
  Optional<GradientClipping> clipping = Optional.empty();
  Validation validation;
  long validateEvery = 500;
  Path checkpoints;
  Duration checkpointEvery = Duration.ofSeconds(20);
  int keep = 1;
  JsonObject notes = new JsonObject();
  final List<TrainingListener> listeners = new ArrayList<>();

  TrainerBuilder() {}

  /** What is trained; its weights must be initialized. */
  public TrainerBuilder setModel(SequenceToSequence value) {
    model = value;
    return this;
  }

  /** What it learns from. */
  public TrainerBuilder setBatches(Batches value) {
    batches = value;
    return this;
  }

  /** How long each step is. */
  public TrainerBuilder setSchedule(LearningRateSchedule value) {
    schedule = value;
    return this;
  }

  /** The loss; if not set, smoothing 0.1 in its fast form. */
  public TrainerBuilder optLoss(SequenceLoss value) {
    loss = value;
    return this;
  }

  /** Clips gradients by their global norm; if not set, nothing is clipped, as in the paper. */
  public TrainerBuilder optClipping(double maxNorm) {
    clipping = Optional.of(new GradientClipping(maxNorm));
    return this;
  }

  /** Measures the model every {@code everySteps} steps and at the end. */
  public TrainerBuilder optValidation(Validation value, long everySteps) {
    validation = value;
    validateEvery = everySteps;
    return this;
  }

  /** Saves checkpoints to this folder. */
  public TrainerBuilder optCheckpoints(Path folder) {
    checkpoints = folder;
    return this;
  }

  /** The time between two checkpoints; 20 seconds if not set. */
  public TrainerBuilder optCheckpointEvery(Duration value) {
    checkpointEvery = value;
    return this;
  }

  /** How many checkpoints to keep, the newest ones; 1 if not set. */
  public TrainerBuilder optKeep(int number) {
    keep = number;
    return this;
  }

  /** What checkpoints should remember besides the training itself. */
  public TrainerBuilder optNotes(JsonObject value) {
    notes = value;
    return this;
  }

  /** Adds somebody who wants to know what happens. */
  public TrainerBuilder optListener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  SequenceLoss lossOrDefault() {
    return loss != null
        ? loss
        : new ChunkedLabelSmoothing(new LabelSmoothing(USUAL_SMOOTHING, model.paddingId()));
  }

  /** The trainer. */
  public Trainer build() {
    Objects.requireNonNull(model, "setModel was not called");
    Objects.requireNonNull(batches, "setBatches was not called");
    Objects.requireNonNull(schedule, "setSchedule was not called");
    return Trainer.of(this);
  }
}
