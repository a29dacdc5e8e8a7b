package org.attentionlab.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.attentionlab.data.Corpus;
import org.attentionlab.training.Budget;
import org.attentionlab.training.TrainingListener;

/**
 * Describes an experiment; made by {@link TranslationExperiment#builder}. When resuming, what is
 * not set is as it was.
 */
public final class TranslationExperimentBuilder {

  Corpus corpus;
  Path folder;
  String model;
  String config;
  Budget budget;
  Long seed;
  Integer threads;
  String device;
  boolean resume;
  String command = "TranslationExperiment";
  final List<TrainingListener> listeners = new ArrayList<>();
  private Consumer<String> messages = message -> {};

  TranslationExperimentBuilder() {}

  /** What is learned. */
  public TranslationExperimentBuilder setCorpus(Corpus value) {
    corpus = value;
    return this;
  }

  /** Where the model goes. */
  public TranslationExperimentBuilder setFolder(Path value) {
    folder = value;
    return this;
  }

  /** Which model, one of {@link ModelKinds#names}; {@code transformer} if not set. */
  public TranslationExperimentBuilder optModel(String value) {
    model = value;
    return this;
  }

  /** {@code tiny} (if not set), {@code small}, {@code base}, or the path of a JSON file. */
  public TranslationExperimentBuilder optConfig(String value) {
    config = value;
    return this;
  }

  /** How long, in all; 5 minutes if not set. */
  public TranslationExperimentBuilder optBudget(Budget value) {
    budget = value;
    return this;
  }

  /** The seed of weights, dropout and the order of batches; 1 if not set. */
  public TranslationExperimentBuilder optSeed(Long value) {
    seed = value;
    return this;
  }

  /** The threads of one operation; if not set, one for each core, at most 8. */
  public TranslationExperimentBuilder optThreads(Integer value) {
    threads = value;
    return this;
  }

  /** {@code cpu} (if not set) or {@code gpu}. */
  public TranslationExperimentBuilder optDevice(String value) {
    device = value;
    return this;
  }

  /** Whether to go on with what is in the folder; if there is nothing, it begins. */
  public TranslationExperimentBuilder optResume(boolean value) {
    resume = value;
    return this;
  }

  /** What was typed to get this, for the provenance. */
  public TranslationExperimentBuilder optCommand(String value) {
    command = value;
    return this;
  }

  /** Adds somebody who wants to know what happens. */
  public TranslationExperimentBuilder optListener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Where the few lines go that say what is being trained. */
  public TranslationExperimentBuilder optMessages(Consumer<String> value) {
    messages = value;
    return this;
  }

  void say(String message) {
    messages.accept(message);
  }

  /** The experiment, not yet begun. */
  public TranslationExperiment build() {
    Objects.requireNonNull(corpus, "setCorpus was not called");
    Objects.requireNonNull(folder, "setFolder was not called");
    return TranslationExperiment.of(this);
  }
}
