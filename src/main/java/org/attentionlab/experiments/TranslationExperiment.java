package org.attentionlab.experiments;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.attentionlab.data.Corpus;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.text.BytePairTokenizer;
import org.attentionlab.text.TextFiles;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.Budget;
import org.attentionlab.training.Checkpoint;
import org.attentionlab.training.Safetensors;
import org.attentionlab.training.Trainer;
import org.attentionlab.training.TrainerBuilder;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingResult;
import org.attentionlab.training.TrainingState;

/**
 * Trains a model on a corpus into a folder, from which {@link SavedTranslator} loads it: {@code
 * model.safetensors} (the weights that were best on the validation pairs), {@code model.json},
 * {@code vocabulary.txt}, {@code merges.txt} for byte pairs, {@code log.csv}, and {@code
 * checkpoint/} to go on from. With a budget of steps and one thread, a training that was killed and
 * resumed ends with the same bits as one that was not.
 */
public final class TranslationExperiment {

  private final TranslationExperimentBuilder wanted;
  private final Corpus corpus;
  private final ModelFolder files;
  private volatile boolean stopAsked;
  private volatile Trainer trainer;

  private TranslationExperiment(TranslationExperimentBuilder wanted) {
    this.wanted = wanted;
    corpus = wanted.corpus;
    files = new ModelFolder(wanted.folder);
  }

  /** Starts the description of an experiment. */
  public static TranslationExperimentBuilder builder() {
    return new TranslationExperimentBuilder();
  }

  static TranslationExperiment of(TranslationExperimentBuilder wanted) {
    return new TranslationExperiment(wanted);
  }

  /** Asks it to stop after the batch at hand; may be called from any thread. */
  public void stop() {
    stopAsked = true;
    Trainer running = trainer;
    if (running != null) {
      running.stop();
    }
  }

  /**
   * Trains until the budget is spent or somebody stops it, and writes the folder. If it fails
   * before anything was learned and kept, the folder is as empty as before, for another attempt.
   *
   * @throws IOException if a file cannot be read or written; what was there stays
   * @throws IllegalArgumentException if something wanted does not exist or does not fit
   * @throws IllegalStateException if the folder is already used, a GPU is missing, or the training
   *     diverges
   */
  public TrainingResult run() throws IOException {
    boolean first = files.isEmpty();
    try {
      return trainInFolder();
    } catch (IOException | RuntimeException failure) {
      if (first) {
        clear(failure);
      }
      throw failure;
    }
  }

  private void clear(Exception failure) {
    try {
      files.clearUnlessLearned();
    } catch (IOException e) {
      failure.addSuppressed(e); // what made it fail says more
    }
  }

  private TrainingResult trainInFolder() throws IOException {
    if (!wanted.resume && !files.isUnused()) {
      throw new IllegalStateException(
          files.folder()
              + " already exists and is not empty. Go on with its training by --resume, or choose"
              + " another --out.");
    }
    Optional<Checkpoint> checkpoint = Checkpoint.newest(files.checkpoints());
    if (checkpoint.isEmpty() && Files.exists(files.weights())) {
      throw new IllegalStateException(
          files.folder()
              + " holds a trained model but no checkpoint to go on from. Choose another --out.");
    }
    ExperimentDescription plan =
        checkpoint.isPresent() ? resumedPlan(checkpoint.get()) : freshPlan();
    Processor.useThreads(plan.threads());
    ModelKind kind = ModelKinds.named(plan.kind());
    TranslationData data = TranslationData.of(corpus, plan.training(), kind.longest(plan.sizes()));
    plan = plan.vocabulary() == 0 ? plan.withVocabulary(data.vocabulary().size()) : plan;
    requireSameCorpus(plan, data);
    try (NDManager manager = NDManager.newBaseManager(Processor.named(plan.device()))) {
      SequenceToSequence model = kind.create(plan.sizes(), plan.vocabulary(), plan.seed());
      model.initialize(manager, DataType.FLOAT32, new Shape(1));
      wanted.say(
          "%s: %,d training pairs%s, %,d tokens in the vocabulary; %s: %,d parameters"
              .formatted(
                  corpus.name(),
                  data.training().size(),
                  data.leftOut() > 0 ? " (" + data.leftOut() + " too long, left out)" : "",
                  plan.vocabulary(),
                  plan.kind(),
                  NamedParameters.count(model)));
      files.write(data.vocabulary(), data.tokenizer());
      return train(plan, data, model, checkpoint);
    }
  }

  private TrainingResult train(
      ExperimentDescription plan,
      TranslationData data,
      SequenceToSequence model,
      Optional<Checkpoint> checkpoint)
      throws IOException {
    TrainingConfig config = plan.training();
    TrainerBuilder builder =
        Trainer.builder()
            .setModel(model)
            .setBatches(data.batches(config.batchTokens(), plan.seed())::epoch)
            .setSchedule(config.schedule(ModelKinds.named(plan.kind()).width(plan.sizes())))
            .optLoss(config.loss(model.paddingId()))
            .optValidation(
                new TranslationValidation(data, config.batchTokens()), config.validateEvery())
            .optCheckpoints(files.checkpoints())
            .optNotes(Json.of(plan))
            .optListener(new StopWhenAsked());
    if (config.clip() > 0) {
      builder.optClipping(config.clip());
    }
    Snapshots snapshots =
        new Snapshots(files.snapshots(), config.average(), config.validateEvery(), model);
    if (config.average() > 0) {
      builder.optListener(snapshots);
    }
    wanted.listeners.forEach(builder::optListener);
    try (Trainer made = builder.build()) {
      trainer = made;
      if (checkpoint.isPresent()) {
        made.resume(checkpoint.get());
        wanted.say("Going on after step %,d.".formatted(checkpoint.get().state().step()));
      }
      TrainingResult result = made.train(plan.budget());
      export(plan, result, snapshots);
      return result;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      trainer = null;
    }
  }

  /**
   * Puts the best weights, or the mean of the last, and all that belongs to them into the folder.
   */
  private void export(ExperimentDescription plan, TrainingResult result, Snapshots snapshots)
      throws IOException {
    Checkpoint newest = Checkpoint.newest(files.checkpoints()).orElseThrow();
    try (NDManager scratch = NDManager.newBaseManager(ai.djl.Device.cpu())) {
      Safetensors.write(
          files.weights(),
          snapshots.isEmpty() ? newest.bestWeights(scratch) : snapshots.average(scratch),
          Map.of("kind", plan.kind(), "corpus", plan.corpus()));
    }
    result.log().write(files.log());
    JsonObject json = Json.of(plan);
    json.add("result", resultJson(result));
    json.add("provenance", Json.of(Provenance.of(wanted.command)));
    TextFiles.writeLines(files.description(), java.util.List.of(Json.text(json).stripTrailing()));
  }

  private static JsonObject resultJson(TrainingResult result) {
    TrainingState state = result.state();
    JsonObject json = new JsonObject();
    json.addProperty("finished", result.end() == TrainingResult.End.BUDGET_SPENT);
    json.addProperty("steps", state.step());
    json.addProperty("epochs", state.epoch());
    json.addProperty("seconds", Math.round(state.seconds() * 10) / 10.0);
    json.addProperty("tokens", state.tokens());
    if (state.best() != null) {
      json.add("best_validation", Json.of(state.best()));
    }
    return json;
  }

  private ExperimentDescription freshPlan() throws IOException {
    String model = wanted.model == null ? "transformer" : wanted.model;
    String config = wanted.config == null ? "tiny" : wanted.config;
    ExperimentConfig sizes = ExperimentConfig.named(model, config, corpus.name());
    return new ExperimentDescription(
        ExperimentDescription.FORMAT,
        model,
        sizes.sizes(),
        0, // not known before the data are read
        sizes.training().merges() > 0 ? BytePairTokenizer.NAME : corpus.tokenizer().name(),
        corpus.name(),
        corpus.sourceLanguage(),
        corpus.targetLanguage(),
        ExperimentDescription.hash(corpus),
        sizes.training(),
        wanted.budget == null ? Budget.time("5m") : wanted.budget,
        wanted.seed == null ? 1 : wanted.seed,
        wanted.threads == null ? Processor.usualThreads() : wanted.threads,
        wanted.device == null ? "cpu" : wanted.device);
  }

  /** The plan of the checkpoint; what is wanted now must not contradict it. */
  private ExperimentDescription resumedPlan(Checkpoint checkpoint) throws IOException {
    ExperimentDescription before = Json.to(ExperimentDescription.class, checkpoint.notes());
    refuseChange("--model", wanted.model, before.kind());
    refuseChange("--seed", wanted.seed, before.seed());
    refuseChange("the corpus", corpus.name(), before.corpus());
    if (wanted.config != null) {
      ExperimentConfig now = ExperimentConfig.named(before.kind(), wanted.config, corpus.name());
      if (!now.sizes().equals(before.sizes()) || !now.training().equals(before.training())) {
        throw changed("--config", wanted.config, "another one");
      }
    }
    return before.with(
        wanted.budget == null ? before.budget() : wanted.budget,
        wanted.threads == null ? before.threads() : wanted.threads,
        wanted.device == null ? before.device() : wanted.device);
  }

  private void refuseChange(String what, Object now, Object before) {
    if (now != null && !now.equals(before)) {
      throw changed(what, now, before);
    }
  }

  private IllegalArgumentException changed(String what, Object now, Object before) {
    return new IllegalArgumentException(
        "The training in %s was begun with %s as %s, not %s. Leave that as it was to resume, or choose another --out."
            .formatted(files.folder(), before, what, now));
  }

  private void requireSameCorpus(ExperimentDescription plan, TranslationData data)
      throws IOException {
    boolean sameText = plan.corpusHash() == ExperimentDescription.hash(corpus);
    boolean sameVocabulary =
        !Files.exists(files.vocabulary())
            || Vocabulary.read(files.vocabulary()).equals(data.vocabulary());
    if (!sameText || !sameVocabulary || plan.vocabulary() != data.vocabulary().size()) {
      throw new IllegalArgumentException(
          "The corpus %s is no longer the one with which the training in %s was begun. Train into another folder."
              .formatted(corpus.name(), files.folder()));
    }
  }

  /** A wish to stop may come before there is a trainer. */
  private final class StopWhenAsked implements TrainingListener {
    @Override
    public void started(TrainingState state, Budget budget) {
      if (stopAsked) {
        trainer.stop();
      }
    }
  }
}
