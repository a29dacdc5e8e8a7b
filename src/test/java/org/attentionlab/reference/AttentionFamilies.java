package org.attentionlab.reference;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.attentionlab.attention.AdditiveAttention;
import org.attentionlab.attention.Attended;
import org.attentionlab.attention.AttentionScore;
import org.attentionlab.attention.DotAttention;
import org.attentionlab.attention.GeneralAttention;
import org.attentionlab.attention.Mask;
import org.attentionlab.attention.MultiHeadAttention;
import org.attentionlab.attention.ScaledDotProductAttention;
import org.attentionlab.nn.RandomStream;

/** Attention of every kind, and masks. */
final class AttentionFamilies {

  private AttentionFamilies() {}

  static final Map<String, Family> ALL =
      Map.of(
          "scaled_dot_product", AttentionFamilies::scaledDotProduct,
          "multi_head", AttentionFamilies::multiHead,
          "attention_additive", AttentionFamilies::additive,
          "attention_dot", run -> overStates(run, new DotAttention()),
          "attention_general", AttentionFamilies::general,
          "masks", AttentionFamilies::masks);

  private static void scaledDotProduct(CaseRun run) {
    NDArray query = run.input("query"); // (B, h, T_q, d_k)
    Mask mask = run.keyMask("key_padding_mask");
    if (run.reference.flag("causal")) {
      mask = mask.or(Mask.lookAhead(run.manager, query.getShape().get(2)));
    }
    if (run.reference.hasInput("attention_mask")) {
      mask = mask.or(Mask.of(run.input("attention_mask")));
    }
    Mask combined = mask;
    run.differentiate(
        () -> {
          Attended attended =
              ScaledDotProductAttention.attend(
                  query, run.input("key"), run.input("value"), combined);
          run.output("weights", attended.weights());
          run.output("output", attended.output());
        });
  }

  private static void multiHead(CaseRun run) {
    MultiHeadAttention.Builder builder =
        MultiHeadAttention.builder()
            .setWidthAndHeads(
                run.reference.integer("embed_dim"), run.reference.integer("num_heads"))
            .optBias(run.reference.flag("bias"));
    MultiHeadAttention attention = run.load(builder.build());
    boolean cross = run.reference.flag("cross_attention");
    NDArray query = run.input("query"); // (B, T_q, D)
    NDArray key = cross ? run.input("key") : query;
    NDArray value = cross ? run.input("value") : query;
    Mask mask = run.keyMask("key_padding_mask");
    if (run.reference.flag("causal")) {
      mask = mask.or(Mask.lookAhead(run.manager, query.getShape().get(1)));
    }
    Mask combined = mask;
    run.differentiate(
        () -> {
          Attended attended = attention.attend(query, key, value, combined);
          run.output("output", attended.output());
          run.output("weights_per_head", attended.weights());
          run.output("weights_average", attended.weights().mean(new int[] {1}));
        });
  }

  private static void additive(CaseRun run) {
    overStates(
        run,
        run.load(
            new AdditiveAttention(
                run.reference.integer("query_size"),
                run.reference.integer("key_size"),
                run.reference.integer("attention_size"),
                RandomStream.of(0))));
  }

  private static void general(CaseRun run) {
    overStates(
        run,
        run.load(
            new GeneralAttention(
                run.reference.integer("query_size"),
                run.reference.integer("key_size"),
                RandomStream.of(0))));
  }

  private static void overStates(CaseRun run, AttentionScore attention) {
    Mask mask = run.keyMask("key_padding_mask");
    NDArray query = run.input("query"); // (B, T_q, D_q)
    NDArray key = run.input("key"); // (B, T_k, D_k)
    run.differentiate(
        () -> {
          run.output("scores", attention.scores(query, key));
          Attended attended = attention.attend(query, key, run.input("value"), mask);
          run.output("weights", attended.weights());
          run.output("context", attended.output());
        });
  }

  private static void masks(CaseRun run) {
    NDArray tokens = run.input("tokens"); // (B, T)
    long time = tokens.getShape().get(1);
    Mask padding = Mask.padding(tokens, run.reference.integer("pad_id"));
    Mask lookAhead = Mask.lookAhead(run.manager, time);
    run.output("padding_mask", padding.hidden().squeeze(new int[] {1, 2})); // (B, T)
    run.output("look_ahead_mask", lookAhead.hidden().squeeze(new int[] {0, 1})); // (T, T)
    run.output("combined_mask", padding.or(lookAhead).hidden()); // (B, 1, T, T)
  }
}
