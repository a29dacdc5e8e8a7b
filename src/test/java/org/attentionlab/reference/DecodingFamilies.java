package org.attentionlab.reference;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionlab.decoding.Beam;
import org.attentionlab.decoding.Hypothesis;
import org.attentionlab.decoding.LengthPenalty;
import org.attentionlab.experiments.SequenceLayer;
import org.attentionlab.experiments.SequenceLayer.Settings;
import org.attentionlab.training.CheckpointAverage;

/** Beam search on tables of log-probabilities, the mean of checkpoints, and Table 1. */
final class DecodingFamilies {

  private DecodingFamilies() {}

  static final Map<String, Family> ALL =
      Map.of(
          "beam_search", DecodingFamilies::beamSearch,
          "checkpoint_average", DecodingFamilies::checkpointAverage,
          "complexity_table", DecodingFamilies::complexityTable);

  private static void beamSearch(CaseRun run) {
    ReferenceCase reference = run.reference;
    int vocabulary = reference.integer("vocabulary");
    int end = reference.integer("eos_id");
    LengthPenalty penalty = new LengthPenalty(reference.number("alpha"));
    float[] table = run.input("log_probs").toFloatArray(); // (V, V) or (V, V, V)
    Beam beam =
        new Beam(reference.integer("beam_size"), end, reference.integer("max_length"), penalty);
    while (!beam.ended()) {
      float[] rows = new float[beam.live().size() * vocabulary];
      for (int i = 0; i < beam.live().size(); i++) {
        int row = history(beam.live().get(i).tokens(), reference, vocabulary);
        System.arraycopy(table, row * vocabulary, rows, i * vocabulary, vocabulary);
      }
      beam.advance(rows, 0, vocabulary);
    }
    JsonArray found = new JsonArray();
    for (Hypothesis hypothesis : beam.hypotheses()) {
      found.add(json(hypothesis, end, penalty, reference.json()));
    }
    JsonObject expected = new JsonObject();
    expected.add("hypotheses", found);
    run.found(expected);
  }

  /** The row of the table that belongs to the last one or two tokens. */
  private static int history(int[] tokens, ReferenceCase reference, int vocabulary) {
    int row = 0;
    for (int back = reference.integer("order"); back > 0; back--) {
      int at = tokens.length - back;
      row = row * vocabulary + (at < 0 ? reference.integer("bos_id") : tokens[at]);
    }
    return row;
  }

  private static JsonObject json(
      Hypothesis hypothesis, int end, LengthPenalty penalty, JsonObject reference) {
    int[] tokens = Arrays.copyOf(hypothesis.tokens(), hypothesis.length());
    if (hypothesis.finished()) {
      tokens[tokens.length - 1] = end;
    }
    JsonArray words = reference.getAsJsonObject("given").getAsJsonArray("vocabulary");
    JsonArray ids = new JsonArray();
    List<String> text = new ArrayList<>();
    for (int token : tokens) {
      ids.add(token);
      text.add(words.get(token).getAsString());
    }
    JsonObject json = new JsonObject();
    json.add("tokens", ids);
    json.addProperty("log_probability", hypothesis.logProbability());
    json.addProperty("score", penalty.score(hypothesis));
    json.addProperty("finished", hypothesis.finished());
    json.addProperty("text", String.join(" ", text));
    return json;
  }

  private static void checkpointAverage(CaseRun run) {
    int all = run.reference.integer("checkpoints");
    List<Map<String, NDArray>> last = new ArrayList<>();
    for (int i = all - run.reference.integer("last"); i < all; i++) {
      String prefix = "checkpoint_" + i + ".";
      Map<String, NDArray> weights = new LinkedHashMap<>();
      for (String name : run.reference.list("inputs")) {
        if (name.startsWith(prefix)) {
          weights.put(name.substring(prefix.length()), run.input(name));
        }
      }
      last.add(weights);
    }
    CheckpointAverage.of(last, run.manager).forEach(run::output);
  }

  private static void complexityTable(CaseRun run) {
    JsonArray layers = new JsonArray();
    for (JsonElement one :
        run.reference.json().getAsJsonObject("given").getAsJsonArray("settings")) {
      JsonObject sizes = one.getAsJsonObject();
      Settings settings =
          new Settings(
              sizes.get("n").getAsDouble(),
              sizes.get("d").getAsDouble(),
              sizes.get("k").getAsDouble(),
              sizes.get("r").getAsDouble());
      JsonObject row = new JsonObject();
      row.add("self_attention", json(SequenceLayer.SELF_ATTENTION, settings));
      row.add("recurrent", json(SequenceLayer.RECURRENT, settings));
      row.add("convolutional", json(SequenceLayer.CONVOLUTIONAL, settings));
      row.add("self_attention_restricted", json(SequenceLayer.RESTRICTED_SELF_ATTENTION, settings));
      layers.add(row);
    }
    JsonObject expected = new JsonObject();
    expected.add("layers", layers);
    run.found(expected);
  }

  private static JsonObject json(SequenceLayer layer, Settings settings) {
    JsonObject json = new JsonObject();
    json.addProperty("operations", Math.round(layer.operations(settings)));
    json.addProperty("sequential", Math.round(layer.sequentialSteps(settings)));
    json.addProperty("max_path_length", layer.longestPath(settings));
    return json;
  }
}
