package org.attentionlab.reference;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.attentionlab.transformer.ParameterCount;
import org.attentionlab.transformer.TransformerConfig;

/** Parameters of a Transformer, part by part. */
final class ParameterCountFamily {

  private ParameterCountFamily() {}

  static void compute(CaseRun run) {
    JsonArray counts = new JsonArray();
    for (JsonElement model : run.reference.given().getAsJsonArray("models")) {
      counts.add(named(ParameterCount.of(config(model.getAsJsonObject()))));
    }
    JsonObject found = new JsonObject();
    found.add("counts", counts);
    run.found(found);
  }

  private static TransformerConfig config(JsonObject model) {
    TransformerConfig.Builder builder =
        TransformerConfig.tiny()
            .change()
            .optLayers(model.get("N").getAsInt())
            .optModelWidth(model.get("d_model").getAsInt())
            .optInnerWidth(model.get("d_ff").getAsInt())
            .optHeads(
                model.get("h").getAsInt(), model.get("d_k").getAsInt(), model.get("d_v").getAsInt())
            .optVocabulary(model.get("vocabulary").getAsInt())
            .optAttentionBias(model.get("attention_bias").getAsBoolean())
            .optNormFirst(model.get("norm_first").getAsBoolean());
    return switch (model.get("positions").getAsString()) {
      case "sinusoidal" -> builder.optPositions(TransformerConfig.Positions.SINUSOIDAL).build();
      case "learned" ->
          builder
              .optPositions(TransformerConfig.Positions.LEARNED)
              .optMaximumLength(model.get("max_positions").getAsInt())
              .build();
      default -> throw new IllegalStateException("No such positions: " + model.get("positions"));
    };
  }

  private static JsonObject named(ParameterCount count) {
    JsonObject named = new JsonObject();
    named.addProperty("attention", count.attention());
    named.addProperty("feed_forward", count.feedForward());
    named.addProperty("layer_norm", count.layerNorm());
    named.addProperty("encoder_layer", count.encoderLayer());
    named.addProperty("decoder_layer", count.decoderLayer());
    named.addProperty("embedding", count.embedding());
    named.addProperty("positions", count.positions());
    named.addProperty("final_norms", count.finalNorms());
    named.addProperty("total", count.total());
    return named;
  }
}
