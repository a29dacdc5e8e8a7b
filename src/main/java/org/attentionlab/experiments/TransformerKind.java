package org.attentionlab.experiments;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.transformer.Transformer;
import org.attentionlab.transformer.TransformerConfig;

/** The Transformer by name. */
final class TransformerKind implements ModelKind {

  private static final Map<String, TransformerConfig> SIZES =
      Map.of(
          "mini", mini(),
          "tiny", TransformerConfig.tiny(),
          "small", TransformerConfig.small(),
          "base", TransformerConfig.base());

  /** 2 + 2 layers of width 64, for a demonstration of a minute. */
  private static TransformerConfig mini() {
    return TransformerConfig.tiny()
        .change()
        .optLayers(2)
        .optModelWidth(64)
        .optInnerWidth(128)
        .optHeads(4)
        .build();
  }

  @Override
  public String name() {
    return "transformer";
  }

  @Override
  public List<String> sizes() {
    return List.of("mini", "tiny", "small", "base");
  }

  @Override
  public JsonObject preset(String size) {
    JsonObject numbers = Json.of(SIZES.get(size));
    numbers.remove("vocabulary"); // comes from the data
    return numbers;
  }

  /** If h or d_model changes and the widths of a head are not given, the heads share d_model. */
  @Override
  public JsonObject changed(JsonObject preset, JsonObject changes) {
    JsonObject result = ModelKind.super.changed(preset, changes);
    boolean headsChange = changes.has("heads") || changes.has("model_width");
    if (headsChange && !changes.has("key_width") && !changes.has("value_width")) {
      TransformerConfig shared =
          config(result, 1).change().optHeads(result.get("heads").getAsInt()).build();
      result.addProperty("key_width", shared.keyWidth());
      result.addProperty("value_width", shared.valueWidth());
    }
    return result;
  }

  @Override
  public int width(JsonObject numbers) {
    return numbers.get("model_width").getAsInt();
  }

  @Override
  public int longest(JsonObject numbers) {
    TransformerConfig config = config(numbers, 1);
    return config.positions() == TransformerConfig.Positions.LEARNED
        ? config.maximumLength()
        : Integer.MAX_VALUE;
  }

  @Override
  public SequenceToSequence create(JsonObject numbers, int vocabulary, long seed) {
    return new Transformer(config(numbers, vocabulary), seed);
  }

  private static TransformerConfig config(JsonObject numbers, int vocabulary) {
    JsonObject complete = numbers.deepCopy();
    complete.addProperty("vocabulary", vocabulary);
    TransformerConfig config = Json.to(TransformerConfig.class, complete);
    if (config.positions() == null) {
      throw new IllegalArgumentException("Expected positions to be SINUSOIDAL or LEARNED.");
    }
    return config;
  }
}
