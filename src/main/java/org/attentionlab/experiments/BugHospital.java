package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.attentionlab.data.Batch;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.decoding.GreedySearch;
import org.attentionlab.decoding.Translation;
import org.attentionlab.decoding.Translator;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.Safetensors;
import org.attentionlab.training.Weights;
import org.attentionlab.transformer.FaultPlace;
import org.attentionlab.transformer.FaultyTransformer;
import org.attentionlab.transformer.TransformerConfig;

/**
 * Five small Transformers that were trained with one fault each, and a healthy one. They read
 * English dates and say Korean ones. Each was really trained so ({@link BugHospitalExperiment});
 * here they lie with their weights, for lessons to examine.
 *
 * <pre>{@code
 * try (BugHospital hospital = BugHospital.open(Path.of("../results"))) {
 *   BugHospital.Patient patient = hospital.patient(3);
 *   System.out.println(patient.say(List.of("5 March 2021")));
 *   System.out.println(hospital.diagnose(3, FaultPlace.DROPOUT).text());
 * }
 * }</pre>
 */
public final class BugHospital implements AutoCloseable {

  /** The number of patients; number 0 is the healthy control. */
  public static final int PATIENTS = 5;

  static final long SEED = 1;
  static final int EXTRA = 10; // tokens by which an answer may be longer than the date

  private static final Corpus CORPUS = Corpora.named("dates-en-ko");
  private static final long ORDER = 2017;

  private final NDManager manager = NDManager.newBaseManager();
  private final Path results;
  private final Vocabulary vocabulary = vocabulary();

  private BugHospital(Path results) {
    this.results = results;
  }

  /**
   * Opens the hospital.
   *
   * @param results the folder of the recorded results
   */
  public static BugHospital open(Path results) {
    return new BugHospital(results);
  }

  /** Where a patient is broken. */
  static FaultPlace placeOf(int number) {
    if (number < 0 || number > PATIENTS) {
      throw new IllegalArgumentException(
          "There is no patient %d. They have the numbers 1 to %d; 0 is the healthy one."
              .formatted(number, PATIENTS));
    }
    List<FaultPlace> places =
        new ArrayList<>(
            List.of(
                FaultPlace.LOOK_AHEAD_MASK,
                FaultPlace.TARGET_SHIFT,
                FaultPlace.SOURCE_PADDING_MASK,
                FaultPlace.SOURCE_POSITIONS,
                FaultPlace.MEMORY_AXES));
    Collections.shuffle(places, new Random(ORDER)); // so that this file does not tell
    return number == 0 ? FaultPlace.NONE : places.get(number - 1);
  }

  /** A model before its training. */
  static FaultyTransformer untrained(int number, Vocabulary vocabulary, NDManager manager) {
    TransformerConfig sizes =
        TransformerConfig.tiny()
            .change()
            .optLayers(2)
            .optModelWidth(48)
            .optInnerWidth(96)
            .optHeads(4)
            .optDropout(0.1)
            .optVocabulary(vocabulary.size())
            .build();
    FaultyTransformer model = new FaultyTransformer(sizes, SEED, placeOf(number));
    model.initialize(manager);
    return model;
  }

  /** The tokens of both languages. */
  static Vocabulary vocabulary() {
    List<List<String>> sentences = new ArrayList<>();
    for (SentencePair pair : CORPUS.pairs(Split.TRAIN)) {
      sentences.add(tokenizer().tokenize(pair.source()));
      sentences.add(tokenizer().tokenize(pair.target()));
    }
    return Vocabulary.of(sentences);
  }

  static Tokenizer tokenizer() {
    return CORPUS.tokenizer();
  }

  static List<SentencePair> pairs(Split split) {
    return CORPUS.pairs(split);
  }

  /** The file of a patient's weights, in the folder of results. */
  static Path weights(int number) {
    return Path.of("models", "bug-hospital", "patient-" + number + ".safetensors");
  }

  /**
   * A trained patient.
   *
   * @param number 1 to 5, or 0 for the healthy control
   * @throws IOException if the recorded weights cannot be read
   */
  public Patient patient(int number) throws IOException {
    FaultyTransformer model = untrained(number, vocabulary, manager);
    try (NDManager scratch = manager.newSubManager()) {
      Path file = results.resolve(weights(number));
      Weights.copy(Safetensors.read(file, scratch).tensors(), Weights.of(model));
    }
    return new Patient(number, model);
  }

  /**
   * What the chief physician says.
   *
   * @param right whether that is the place
   * @param text a sentence; after a wrong diagnosis, what to try
   */
  public record Diagnosis(boolean right, String text) {}

  /** Checks a diagnosis. */
  public Diagnosis diagnose(int number, FaultPlace place) {
    return place == placeOf(number)
        ? new Diagnosis(true, "Right. Patient %d: %s.".formatted(number, place.words()))
        : new Diagnosis(
            false, "Patient %d: not %s. %s".formatted(number, place.words(), place.question()));
  }

  /** A patient, to be examined. */
  public final class Patient {

    private final int number;
    private final FaultyTransformer model;

    private Patient(int number, FaultyTransformer model) {
      this.number = number;
      this.model = model;
    }

    /** The model, for any test. */
    public FaultyTransformer model() {
      return model;
    }

    /** Its tokens. */
    public Vocabulary vocabulary() {
      return vocabulary;
    }

    /** What it says to dates that it reads together, in one batch. */
    public List<String> say(List<String> dates) {
      return BugHospital.say(model, vocabulary, dates);
    }

    /**
     * Pairs as the model reads them in training.
     *
     * @return source (B, S) and target (B, T) ids, owned by the hospital
     */
    public Ids read(List<SentencePair> pairs) {
      Batch batch = new Batch(EncodedPair.all(pairs, tokenizer(), vocabulary));
      return new Ids(batch.source(manager), batch.target(manager));
    }

    @Override
    public String toString() {
      return number == 0 ? "the healthy one" : "patient " + number;
    }
  }

  /**
   * Token ids.
   *
   * @param source (B, S)
   * @param target (B, T), with {@code <sos>} and {@code <eos>}
   */
  public record Ids(NDArray source, NDArray target) {}

  static List<String> say(FaultyTransformer model, Vocabulary vocabulary, List<String> dates) {
    return new Translator(
            new GreedySearch(model, EXTRA, Math.max(1, dates.size())), tokenizer(), vocabulary)
        .translate(dates).stream().map(Translation::text).toList();
  }

  @Override
  public void close() {
    manager.close();
  }
}
