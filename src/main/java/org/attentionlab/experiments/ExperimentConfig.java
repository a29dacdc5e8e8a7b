package org.attentionlab.experiments;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.DownloadedCorpora;

/**
 * What is trained and how: the numbers of the model and of the training. From the name of a size,
 * or from a JSON file that changes some numbers of a size:
 *
 * <pre>{@code
 * {"size": "tiny", "sizes": {"layers": 2, "dropout": 0.1}, "training": {"warmup": 200}}
 * }</pre>
 *
 * @param kind the name of the model
 * @param sizes the numbers of the model
 * @param training the numbers of the training
 */
record ExperimentConfig(String kind, JsonObject sizes, TrainingConfig training) {

  private static final String USUAL_SIZE = "tiny";

  /** Dropout for corpora that never repeat a sentence often: there is little to overfit. */
  private static final double GENERATED_DROPOUT = 0.1;

  /**
   * The configuration of that name, or in that file.
   *
   * @param nameOrFile {@code tiny}, {@code small}, {@code base}, or a JSON file
   * @param corpus the name of the corpus: generated ones need less dropout, written ones other
   *     training
   * @throws IllegalArgumentException if there is no such size or file, or a number is refused
   */
  static ExperimentConfig named(String kindName, String nameOrFile, String corpus)
      throws IOException {
    ModelKind kind = ModelKinds.named(kindName);
    if (kind.sizes().contains(nameOrFile)) {
      return of(kind, nameOrFile, new JsonObject(), new JsonObject(), corpus);
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "There is no configuration \"%s\". Choose one of %s, or name a JSON file."
              .formatted(nameOrFile, String.join(", ", kind.sizes())));
    }
    JsonObject json = Json.read(file);
    try {
      for (String name : json.keySet()) {
        Json.requireKnown(name, List.of("size", "sizes", "training"), "this file");
      }
      String size = json.has("size") ? json.get("size").getAsString() : USUAL_SIZE;
      Json.requireKnown(size, kind.sizes(), "the sizes of a " + kindName);
      return of(kind, size, object(json, "sizes"), object(json, "training"), corpus);
    } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static ExperimentConfig of(
      ModelKind kind, String size, JsonObject sizes, JsonObject training, String corpus) {
    JsonObject preset = kind.preset(size);
    if (Corpora.names().contains(corpus)) {
      preset.addProperty("dropout", GENERATED_DROPOUT);
    }
    JsonObject numbers = kind.changed(preset, sizes);
    TrainingConfig usual = TrainingConfig.forWidth(kind.width(numbers));
    if (DownloadedCorpora.names().contains(corpus)) {
      usual = usual.forWrittenText();
    }
    JsonObject trained = Json.changed(Json.of(usual), training, "the training");
    return new ExperimentConfig(kind.name(), numbers, Json.to(TrainingConfig.class, trained));
  }

  private static JsonObject object(JsonObject json, String name) {
    return json.has(name) ? json.getAsJsonObject(name) : new JsonObject();
  }
}
