package org.attentionlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.attentionlab.data.Batch;
import org.attentionlab.nn.MatrixProduct;
import org.attentionlab.nn.MatrixProductTrial;
import org.attentionlab.nn.SequenceToSequence;

/**
 * Trains any {@link SequenceToSequence}. It tells listeners what happens, measures the model from
 * time to time with a function that is handed in, and saves checkpoints from which it can go on as
 * if nothing had happened: with one thread, the same bits.
 *
 * <p>The stop button of a notebook (an interrupt) and {@link #stop} end it after the batch at hand.
 * The model can then be used, and {@link #train} goes on where it was.
 *
 * <pre>{@code
 * try (Trainer trainer =
 *     Trainer.builder().setModel(model).setBatches(batches::epoch).setSchedule(schedule).build()) {
 *   trainer.train(Budget.steps(500));
 * }
 * }</pre>
 */
public final class Trainer implements AutoCloseable {

  private final SequenceToSequence model;
  private final Batches batches;
  private final LearningRateSchedule schedule;
  private final Validation validation;
  private final long validateEvery;
  private final Path checkpoints;
  private final Duration checkpointEvery;
  private final int keep;
  private final JsonObject notes;
  private final List<TrainingListener> listeners;
  private final Learner learner;

  private TrainingLog log = new TrainingLog();
  private List<Batch> epochBatches;
  private long epochOfBatches = -1;
  private long step;
  private long epoch;
  private int batch;
  private long tokens;
  private double secondsBefore;
  private long startNanos;
  private long lastCheckpointNanos;
  private TrainingState.Best best;
  private boolean newBest;
  private Optional<ValidationResult> lastMeasured = Optional.empty();
  private long savedStep = -1;
  private volatile boolean stopAsked;

  private Trainer(TrainerBuilder builder) {
    model = builder.model;
    batches = builder.batches;
    schedule = builder.schedule;
    validation = builder.validation;
    validateEvery = builder.validateEvery;
    checkpoints = builder.checkpoints;
    checkpointEvery = builder.checkpointEvery;
    keep = builder.keep;
    notes = builder.notes;
    listeners = new ArrayList<>(builder.listeners);
    MatrixProductTrial.choose(Weights.device(model));
    learner = new Learner(model, builder.lossOrDefault(), builder.clipping);
  }

  /** Starts the description of a training. */
  public static TrainerBuilder builder() {
    return new TrainerBuilder();
  }

  static Trainer of(TrainerBuilder builder) {
    return new Trainer(builder);
  }

  /** Adds a listener. */
  public void addListener(TrainingListener listener) {
    listeners.add(listener);
  }

  /** What happened so far. */
  public TrainingLog log() {
    return log;
  }

  /** Asks the training to stop after the batch at hand; may be called from any thread. */
  public void stop() {
    stopAsked = true;
  }

  /**
   * Takes up where a checkpoint stands.
   *
   * @throws IOException if the checkpoint cannot be read
   * @throws IllegalArgumentException if it belongs to another model
   */
  public void resume(Checkpoint checkpoint) throws IOException {
    try (NDManager scratch = NDManager.newBaseManager()) {
      Weights.copy(checkpoint.weights(scratch), Weights.of(model));
      learner.adam().restore(checkpoint.optimizer(scratch), checkpoint.state().optimizerSteps());
    }
    TrainingState state = checkpoint.state();
    model.randomStream().restore(state.randomStream());
    MatrixProduct.choose(MatrixProduct.valueOf(state.matrixProduct()));
    step = state.step();
    epoch = state.epoch();
    batch = state.batch();
    tokens = state.tokens();
    secondsBefore = state.seconds();
    best = state.best();
    savedStep = checkpoint.folder().getParent().equals(checkpoints) ? step : -1;
    log = checkpoint.log();
  }

  /**
   * Trains until the budget, counted from the very first step, is spent or somebody asks to stop.
   *
   * @throws DivergedException if loss or gradients are no longer numbers; the last checkpoint stays
   * @throws UncheckedIOException if a checkpoint cannot be written; the one before stays
   */
  public TrainingResult train(Budget budget) {
    startNanos = System.nanoTime();
    lastCheckpointNanos = startNanos;
    stopAsked = false;
    tell(listener -> listener.started(state(), budget));
    if (step == 0) {
      checkpoint(); // a full disk shows itself now, not after minutes
    }
    boolean interrupted = false;
    TrainingStep last = null;
    double spent = spent(budget);
    while (spent < 1) {
      interrupted = Thread.interrupted();
      if (interrupted || stopAsked) {
        break;
      }
      last = oneStep(budget, spent);
      spent = last.spent();
      afterStep(last, spent >= 1);
    }
    boolean stopped = spent < 1;
    if (last != null) {
      checkpoint();
    }
    secondsBefore = seconds();
    startNanos = System.nanoTime();
    TrainingResult result =
        new TrainingResult(
            stopped ? TrainingResult.End.STOPPED : TrainingResult.End.BUDGET_SPENT,
            state(),
            lastMeasured,
            log);
    tell(listener -> listener.finished(result));
    if (interrupted) {
      Thread.currentThread().interrupt(); // loops around this one should stop too
    }
    return result;
  }

  private TrainingStep oneStep(Budget budget, double spentBefore) {
    if (epochOfBatches != epoch) {
      epochBatches = batches.epoch(epoch);
      epochOfBatches = epoch;
    }
    double rate = schedule.rate(step + 1, Math.min(1, spentBefore));
    Learner.Result learned = learner.learn(epochBatches.get(batch), rate);
    step++;
    tokens += learned.tokens();
    long epochNow = epoch;
    int batchNow = batch;
    batch++;
    if (batch == epochBatches.size()) {
      batch = 0;
      epoch++;
    }
    TrainingStep done =
        new TrainingStep(
            step,
            epochNow,
            batchNow,
            epochBatches.size(),
            seconds(),
            tokens,
            rate,
            learned.loss(),
            learned.gradientNorm(),
            spent(budget));
    log.add(done);
    return done;
  }

  private void afterStep(TrainingStep done, boolean atEnd) {
    tell(listener -> listener.step(done));
    if (batch == 0) {
      tell(listener -> listener.epoch(done.epoch()));
    }
    if (validation != null && (atEnd || step % validateEvery == 0)) {
      validate(done);
    }
    if (!atEnd && System.nanoTime() - lastCheckpointNanos >= checkpointEvery.toNanos()) {
      checkpoint();
    }
  }

  private void validate(TrainingStep done) {
    ValidationResult result;
    try (GradientMode off = GradientMode.off()) {
      result = validation.measure(model);
    }
    lastMeasured = Optional.of(result);
    log.add(result);
    if (best == null || result.isBetterThan(asResult(best))) {
      OptionalDouble exact = result.exactMatch();
      best =
          new TrainingState.Best(
              step, result.loss(), exact.isPresent() ? exact.getAsDouble() : null);
      newBest = true;
      checkpoint();
    }
    tell(listener -> listener.validated(done, result));
  }

  private void checkpoint() {
    if (checkpoints == null || (savedStep == step && !newBest)) {
      return;
    }
    Map<String, NDArray> weights = Weights.of(model);
    try {
      Checkpoint saved =
          Checkpoint.write(
              checkpoints,
              keep,
              state(),
              notes,
              weights,
              newBest ? weights : null,
              learner.adam().state(),
              log);
      newBest = false;
      savedStep = step;
      tell(listener -> listener.checkpointed(saved.folder()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lastCheckpointNanos = System.nanoTime();
  }

  private TrainingState state() {
    return new TrainingState(
        step,
        epoch,
        batch,
        seconds(),
        tokens,
        learner.adam().steps(),
        model.randomStream().state(),
        MatrixProduct.chosen().name(),
        best);
  }

  private double spent(Budget budget) {
    double share = epochBatches == null ? 0 : (double) batch / epochBatches.size();
    return budget.spent(seconds(), step, epoch + share);
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - startNanos) / 1e9;
  }

  private static ValidationResult asResult(TrainingState.Best best) {
    return new ValidationResult(
        best.loss(),
        best.exactMatch() == null ? OptionalDouble.empty() : OptionalDouble.of(best.exactMatch()));
  }

  private void tell(Consumer<TrainingListener> event) {
    listeners.forEach(event);
  }

  /** Frees the optimiser's state; the model stays. */
  @Override
  public void close() {
    learner.close();
  }
}
