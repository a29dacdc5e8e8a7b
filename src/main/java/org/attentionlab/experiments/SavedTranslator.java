package org.attentionlab.experiments;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.attentionlab.decoding.Search;
import org.attentionlab.decoding.Translator;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.Safetensors;
import org.attentionlab.training.Weights;

/**
 * A trained model, loaded from its folder and ready to translate. Closing it frees the weights.
 *
 * <pre>{@code
 * try (SavedTranslator saved = SavedTranslator.load(Path.of("results/models/dates-en-ko"))) {
 *   System.out.println(saved.translator().translate("5 March 2021"));
 * }
 * }</pre>
 */
public final class SavedTranslator implements AutoCloseable {

  private final NDManager manager;
  private final SequenceToSequence model;
  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final ExperimentDescription description;
  private final JsonObject json;

  private SavedTranslator(Path folder, Device device) throws IOException {
    ModelFolder files = new ModelFolder(folder);
    json = files.readDescription();
    vocabulary = Vocabulary.read(files.vocabulary());
    manager = NDManager.newBaseManager(device);
    try {
      description = Json.to(ExperimentDescription.class, json);
      requireComplete();
      tokenizer = files.tokenizer(description.tokenizer());
      ModelKind kind = ModelKinds.named(description.kind());
      model = kind.create(description.sizes(), vocabulary.size(), description.seed());
      model.initialize(manager, DataType.FLOAT32, new Shape(1));
      try (NDManager scratch = manager.newSubManager()) {
        Weights.copy(Safetensors.read(files.weights(), scratch).tensors(), Weights.of(model));
      }
    } catch (IllegalArgumentException | IOException e) {
      manager.close();
      throw new IOException("The model in " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Loads a model to the CPU.
   *
   * @param folder as {@code ./course train} made it
   * @throws IOException if something in it is missing or damaged; the message says what
   */
  public static SavedTranslator load(Path folder) throws IOException {
    return new SavedTranslator(folder, Device.cpu());
  }

  /** Loads a model to a device, see {@link Processor#named}. */
  public static SavedTranslator load(Path folder, Device device) throws IOException {
    return new SavedTranslator(folder, device);
  }

  /** Text in, text out. */
  public Translator translator() {
    return new Translator(model, tokenizer, vocabulary);
  }

  /** The same with another search, over {@link #model} or several models. */
  public Translator translator(Search search) {
    return new Translator(search, tokenizer, vocabulary);
  }

  /** The model; it stays ours. */
  public SequenceToSequence model() {
    return model;
  }

  /** How it cuts text. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** The tokens that it knows. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The name of the corpus it was trained on. */
  public String corpus() {
    return description.corpus();
  }

  /** The name of the model, such as {@code transformer}. */
  public String kind() {
    return description.kind();
  }

  /** All that {@code model.json} says, provenance and result too; a copy. */
  public JsonObject description() {
    return json.deepCopy();
  }

  private void requireComplete() {
    if (description.kind() == null
        || description.sizes() == null
        || description.tokenizer() == null) {
      throw new IllegalArgumentException("model.json lacks kind, sizes or tokenizer");
    }
    if (description.format() != ExperimentDescription.FORMAT) {
      throw new IllegalArgumentException(
          "model.json has format " + description.format() + "; this kit reads format 1");
    }
    if (description.vocabulary() != vocabulary.size()) {
      throw new IllegalArgumentException(
          "model.json says %d tokens, but vocabulary.txt has %d"
              .formatted(description.vocabulary(), vocabulary.size()));
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
