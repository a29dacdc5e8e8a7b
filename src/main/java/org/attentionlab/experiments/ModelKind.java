package org.attentionlab.experiments;

import com.google.gson.JsonObject;
import java.util.List;
import org.attentionlab.nn.SequenceToSequence;

/** A family of models that can be trained by name: {@code --model transformer}. */
interface ModelKind {

  /** The name. */
  String name();

  /** The names of its sizes. */
  List<String> sizes();

  /**
   * The numbers that make a model of this size, without the vocabulary.
   *
   * @param size one of {@link #sizes()}
   */
  JsonObject preset(String size);

  /** The same numbers with some changed; what follows from the changed ones is adapted. */
  default JsonObject changed(JsonObject preset, JsonObject changes) {
    return Json.changed(preset, changes, "the sizes of a " + name());
  }

  /** d_model, or what is nearest to it. */
  int width(JsonObject numbers);

  /** The longest sentence that it can read, in tokens. */
  default int longest(JsonObject numbers) {
    return Integer.MAX_VALUE;
  }

  /**
   * A model that has no weights yet.
   *
   * @throws IllegalArgumentException if the numbers make no model
   */
  SequenceToSequence create(JsonObject numbers, int vocabulary, long seed);
}
