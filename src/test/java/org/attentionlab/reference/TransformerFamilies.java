package org.attentionlab.reference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Map;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.training.LabelSmoothing;
import org.attentionlab.transformer.DecoderLayer;
import org.attentionlab.transformer.Encoder;
import org.attentionlab.transformer.EncoderLayer;
import org.attentionlab.transformer.ParameterCount;
import org.attentionlab.transformer.Transformer;
import org.attentionlab.transformer.TransformerConfig;

/** Layers of the Transformer, the whole model, and its parameter counts. */
final class TransformerFamilies {

  private TransformerFamilies() {}

  static final Map<String, Family> ALL =
      Map.of(
          "encoder_layer", TransformerFamilies::encoderLayer,
          "decoder_layer", TransformerFamilies::decoderLayer,
          "encoder_decoder", TransformerFamilies::encoderDecoder,
          "greedy_incremental", TransformerFamilies::greedyIncremental,
          "parameter_counts", TransformerFamilies::parameterCounts);

  static TransformerConfig config(ReferenceCase reference) {
    return TransformerConfig.tiny()
        .change()
        .optModelWidth(reference.integer("d_model"))
        .optInnerWidth(reference.integer("d_ff"))
        .optHeads(reference.integer("num_heads"))
        .optNormFirst(reference.flag("norm_first"))
        .optEpsilon(reference.epsilon())
        .optDropout(0)
        .build();
  }

  static Transformer model(CaseRun run) {
    TransformerConfig config =
        config(run.reference)
            .change()
            .optLayers(run.reference.integer("num_layers"))
            .optVocabulary(run.reference.integer("vocabulary"))
            .optPaddingId(run.reference.integer("pad_id"))
            .build();
    return run.load(new Transformer(config, 0));
  }

  private static void encoderLayer(CaseRun run) {
    EncoderLayer layer = run.load(new EncoderLayer(config(run.reference), RandomStream.of(0)));
    NDArray x = run.input("x"); // (B, T, D)
    Mask mask = withLookAhead(run, x, run.reference.flag("causal"));
    run.differentiate(() -> run.output("output", layer.encode(x, mask, true).states()));
  }

  private static void decoderLayer(CaseRun run) {
    DecoderLayer layer = run.load(new DecoderLayer(config(run.reference), RandomStream.of(0)));
    NDArray x = run.input("x"); // (B, T, D)
    NDArray memory = run.input("memory"); // (B, S, D)
    Mask mask = withLookAhead(run, x, true);
    Mask memoryMask = run.keyMask("memory_padding_mask");
    run.differentiate(
        () -> run.output("output", layer.decode(x, memory, mask, memoryMask, true).states()));
  }

  private static Mask withLookAhead(CaseRun run, NDArray x, boolean causal) {
    Mask padding = run.keyMask("key_padding_mask");
    return causal ? Mask.lookAhead(run.manager, x.getShape().get(1)).or(padding) : padding;
  }

  private static void encoderDecoder(CaseRun run) {
    Transformer model = model(run);
    NDArray source = run.input("source"); // (B, S)
    NDArray target = run.input("target"); // (B, T)
    LabelSmoothing smoothing =
        new LabelSmoothing(
            run.reference.number("label_smoothing"), run.reference.integer("pad_id"));
    run.differentiate(
        () -> {
          Encoder.Output encoded = model.encode(source, true);
          NDArray states =
              model
                  .decode(source, encoded.memory(), LayerFamilies.part(target, ":-1"), true)
                  .states();
          NDArray logits = Linear.apply(states, model.outputWeight().getArray(), null);
          run.output("memory", encoded.memory());
          run.output("logits", logits);
          NDArray rows = logits.reshape(-1, logits.getShape().get(2)); // (B (T - 1), V)
          NDArray labels = LayerFamilies.part(target, "1:").flatten();
          run.output("loss", smoothing.mean(rows, labels));
        });
  }

  /** Decodes with the cache, and checks each step against decoding the whole prefix. */
  private static void greedyIncremental(CaseRun run) {
    Transformer model = model(run);
    NDArray source = run.input("source"); // (B, S)
    int batch = Math.toIntExact(source.getShape().get(0));
    long eos = run.reference.integer("eos_id");
    boolean stop = run.reference.flag("stop_at_eos");
    NDArray prefix =
        run.manager
            .full(source.getShape().slice(0, 1), run.reference.integer("bos_id"))
            .toType(DataType.INT64, true)
            .expandDims(1); // (B, 1)
    NDArray last = prefix.squeeze(1);
    boolean[] finished = new boolean[batch];
    NDList tokens = new NDList();
    NDList logits = new NDList();
    try (DecodingState state = model.start(source)) {
      for (int t = 0; t < run.reference.integer("max_length") && !all(finished); t++) {
        NDArray scores = state.next(last); // (B, V)
        NDArray whole = model.logits(source, prefix, false).get(":, -1"); // (B, V)
        for (int row = 0; row < batch; row++) {
          if (!finished[row]) { // what follows eos is padding, which a whole decoding masks
            requireEqual(scores.get(row), whole.get(row));
          }
        }
        long[] best = scores.argMax(1).toType(DataType.INT64, false).toLongArray();
        NDArray shown = scores.duplicate();
        for (int row = 0; row < batch; row++) {
          if (finished[row]) {
            best[row] = run.reference.integer("pad_id");
            shown.set(new ai.djl.ndarray.index.NDIndex("{}", row), 0f);
          }
          finished[row] |= stop && best[row] == eos;
        }
        last = run.manager.create(best);
        prefix = prefix.concat(last.expandDims(1), 1);
        tokens.add(last);
        logits.add(shown);
      }
    }
    run.output("tokens", NDArrays.stack(tokens, 1));
    run.output("logits", NDArrays.stack(logits, 1));
  }

  private static boolean all(boolean[] flags) {
    for (boolean flag : flags) {
      if (!flag) {
        return false;
      }
    }
    return true;
  }

  private static void requireEqual(NDArray cached, NDArray whole) {
    float difference = cached.sub(whole).abs().max().getFloat();
    if (!(difference < 1e-4)) {
      throw new IllegalStateException("Cached and whole decoding differ by " + difference);
    }
  }

  private static void parameterCounts(CaseRun run) {
    JsonArray counts = new JsonArray();
    for (JsonElement element : run.reference.given().getAsJsonArray("models")) {
      JsonObject model = element.getAsJsonObject();
      boolean learned = model.get("positions").getAsString().equals("learned");
      TransformerConfig config =
          TransformerConfig.tiny()
              .change()
              .optLayers(model.get("N").getAsInt())
              .optModelWidth(model.get("d_model").getAsInt())
              .optInnerWidth(model.get("d_ff").getAsInt())
              .optHeads(
                  model.get("h").getAsInt(),
                  model.get("d_k").getAsInt(),
                  model.get("d_v").getAsInt())
              .optVocabulary(model.get("vocabulary").getAsInt())
              .optPositions(
                  learned
                      ? TransformerConfig.Positions.LEARNED
                      : TransformerConfig.Positions.SINUSOIDAL)
              .optMaximumLength(maximum(model.get("max_positions")))
              .optAttentionBias(model.get("attention_bias").getAsBoolean())
              .optNormFirst(model.get("norm_first").getAsBoolean())
              .build();
      ParameterCount count = ParameterCount.of(config);
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
      counts.add(named);
    }
    JsonObject found = new JsonObject();
    found.add("counts", counts);
    run.found(new Gson().toJsonTree(found));
  }

  private static int maximum(JsonElement positions) {
    return positions == null || positions instanceof JsonNull || positions.getAsInt() == 0
        ? 1
        : positions.getAsInt();
  }
}
