package org.attentionlab.reference;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.training.LabelSmoothing;
import org.attentionlab.transformer.DecoderLayer;
import org.attentionlab.transformer.Encoder;
import org.attentionlab.transformer.EncoderLayer;
import org.attentionlab.transformer.Transformer;
import org.attentionlab.transformer.TransformerConfig;

/** Layers of the Transformer and the whole model. */
final class TransformerFamilies {

  private TransformerFamilies() {}

  static final Map<String, Family> ALL =
      Map.of(
          "encoder_layer", TransformerFamilies::encoderLayer,
          "decoder_layer", TransformerFamilies::decoderLayer,
          "encoder_decoder", TransformerFamilies::encoderDecoder,
          "greedy_incremental", GreedyFamily::compute,
          "parameter_counts", ParameterCountFamily::compute);

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
}
