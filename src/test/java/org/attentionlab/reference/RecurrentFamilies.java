package org.attentionlab.reference;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.recurrent.BackpropagationThroughTime;
import org.attentionlab.recurrent.Gru;
import org.attentionlab.recurrent.Lstm;
import org.attentionlab.recurrent.RecurrentConfig;
import org.attentionlab.recurrent.RecurrentLayer;
import org.attentionlab.recurrent.RecurrentState;
import org.attentionlab.recurrent.Rnn;
import org.attentionlab.recurrent.Seq2Seq;
import org.attentionlab.recurrent.Seq2SeqConfig;
import org.attentionlab.training.LabelSmoothing;

/** Recurrent networks, backpropagation through time by hand, and seq2seq. */
final class RecurrentFamilies {

  private RecurrentFamilies() {}

  static final Map<String, Family> ALL =
      Map.of(
          "rnn_tanh", run -> layer(run, Rnn::new),
          "lstm", run -> layer(run, Lstm::new),
          "gru", run -> layer(run, Gru::new),
          "bptt_gradient_norms", RecurrentFamilies::backpropagationThroughTime,
          "seq2seq_teacher_forcing", RecurrentFamilies::seq2seq);

  private static void layer(
      CaseRun run, BiFunction<RecurrentConfig, RandomStream, RecurrentLayer> kind) {
    RecurrentConfig config =
        new RecurrentConfig(
            run.reference.integer("input_size"),
            run.reference.integer("hidden_size"),
            run.reference.integer("num_layers"),
            run.reference.flag("bidirectional"),
            0);
    RecurrentLayer network = run.load(kind.apply(config, RandomStream.of(0)));
    NDArray x = run.input("x"); // (B, T, I)
    NDArray hidden = run.inputOrNull("h_0"); // (L N, B, H)
    RecurrentState initial =
        hidden == null ? null : new RecurrentState(hidden, run.inputOrNull("c_0"));
    int[] lengths =
        run.reference.hasInput("lengths")
            ? Arrays.stream(run.reference.input("lengths").longs()).mapToInt(i -> (int) i).toArray()
            : null;
    run.differentiate(
        () -> {
          RecurrentLayer.Output output = network.run(x, initial, lengths, true);
          run.output("output", output.output());
          run.output("h_n", output.last().hidden());
          if (output.last().cell() != null) {
            run.output("c_n", output.last().cell());
          }
        });
  }

  /** Everything, gradients too, comes from the formulas by hand; autograd is not asked. */
  private static void backpropagationThroughTime(CaseRun run) {
    BackpropagationThroughTime result =
        BackpropagationThroughTime.run(
            run.state("weight_hh"),
            run.state("weight_ih"),
            run.state("bias"),
            run.input("x"),
            run.input("h_0"),
            run.input("cotangent"));
    run.output("hidden_states", result.states());
    run.output("gradients", result.stateGradients());
    run.output("gradient_norms", result.gradientNorms());
    run.output("jacobian_products", result.jacobianProducts());
    run.output("jacobian_frobenius_norms", result.jacobianNorms());
    run.output(
        "gradient_norm_bounds",
        Tensor.of(result.gradientNormBounds(run.reference.number("recurrent_scale"))));
    run.output("final_state", result.states().get(-1));
    run.gradient("input.x", result.inputGradient());
    run.gradient("input.h_0", result.stateGradients().get(0));
    run.gradient("state.weight_hh", result.hiddenWeightGradient());
    run.gradient("state.weight_ih", result.inputWeightGradient());
    run.gradient("state.bias", result.biasGradient());
  }

  private static void seq2seq(CaseRun run) {
    Seq2SeqConfig config =
        new Seq2SeqConfig(
            run.reference.integer("source_vocabulary"),
            run.reference.integer("target_vocabulary"),
            run.reference.integer("embedding_size"),
            run.reference.integer("hidden_size"),
            1,
            Seq2SeqConfig.Cell.GRU,
            Seq2SeqConfig.LookBack.NONE,
            false,
            0,
            run.reference.integer("pad_id"));
    Seq2Seq model = run.load(new Seq2Seq(config, 0));
    LabelSmoothing loss = new LabelSmoothing(0, run.reference.integer("pad_id"));
    NDArray source = run.input("source"); // (B, S)
    NDArray target = run.input("target"); // (B, T)
    run.differentiate(
        () -> {
          run.output("context", model.context(source).hidden().squeeze(0));
          NDArray logits = model.logits(source, LayerFamilies.part(target, ":-1"), true);
          run.output("logits", logits);
          run.output(
              "loss",
              loss.mean(
                  logits.reshape(-1, logits.getShape().get(2)),
                  LayerFamilies.part(target, "1:").flatten()));
        });
  }
}
