package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.attentionlab.data.Antecedent;
import org.attentionlab.data.Batch;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.data.SentencePair;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.GradientMode;
import org.attentionlab.transformer.AttentionUse;
import org.attentionlab.transformer.AttentionWeights;
import org.attentionlab.transformer.Transformer;

/**
 * Which heads of a Transformer look at what "it" stands for. A head has a point for each sentence
 * in which it gives more weight to the right noun than to its rival; one that does not care has
 * about half of the points. In the encoder the row of the pronoun counts, in the encoder-decoder
 * attention the row in which the decoder, reading the reference, must say which noun is meant.
 *
 * <p>Whoever looks for the best of many heads finds one that is good by luck as well: choose a head
 * on validation sentences, and report its share on test sentences.
 */
public final class AntecedentHeads {

  private static final int AT_ONCE = 64;

  private final int sentences;
  private final double[][] encoder; // points, by layer and head
  private final double[][] cross;

  private AntecedentHeads(int sentences, int layers, int heads) {
    this.sentences = sentences;
    encoder = new double[layers][heads];
    cross = new double[layers][heads];
  }

  /**
   * A head and its share.
   *
   * @param use {@code ENCODER_SELF} or {@code CROSS}
   * @param layer from 0
   * @param head from 0
   * @param share of the sentences
   */
  public record Score(AttentionUse use, int layer, int head, double share) {
    /** For example {@code cross layer 4, head 2: 97.5 %}, counted from 1. */
    @Override
    public String toString() {
      return "%s layer %d, head %d: %.1f %%"
          .formatted(
              use == AttentionUse.CROSS ? "cross" : "encoder", layer + 1, head + 1, 100 * share);
    }
  }

  /**
   * Counts over the pairs that have an antecedent; others are passed over.
   *
   * @throws IllegalArgumentException if none has one
   */
  public static AntecedentHeads of(
      Transformer model, Tokenizer tokenizer, Vocabulary vocabulary, List<SentencePair> pairs) {
    List<SentencePair> riddles = pairs.stream().filter(p -> p.antecedent().isPresent()).toList();
    if (riddles.isEmpty()) {
      throw new IllegalArgumentException(
          "None of the %d pairs has an \"it\" with two candidates. The corpora grammar-en-ko and grammar-en-de have some."
              .formatted(pairs.size()));
    }
    int layers = model.config().layers();
    int heads = model.config().heads();
    AntecedentHeads counts = new AntecedentHeads(riddles.size(), layers, heads);
    NDManager owner = model.outputWeight().getArray().getManager();
    for (int from = 0; from < riddles.size(); from += AT_ONCE) {
      List<SentencePair> some = riddles.subList(from, Math.min(from + AT_ONCE, riddles.size()));
      try (GradientMode off = GradientMode.off();
          NDManager scratch = owner.newSubManager()) {
        Batch batch = new Batch(EncodedPair.all(some, tokenizer, vocabulary));
        AttentionWeights looked =
            model.attentionWeights(batch.source(scratch), batch.target(scratch).get(":, :-1"));
        for (int layer = 0; layer < layers; layer++) {
          count(looked.encoderSelf().get(layer), some, Antecedent::pronoun, counts.encoder[layer]);
          count(looked.cross().get(layer), some, Antecedent::choice, counts.cross[layer]);
        }
      }
    }
    return counts;
  }

  /** Adds the points of one layer's weights (B, h, T_q, S). */
  private static void count(
      NDArray weights, List<SentencePair> pairs, ToIntFunction<Antecedent> row, double[] points) {
    float[] flat = weights.toFloatArray();
    int rows = Math.toIntExact(weights.getShape().get(2));
    int columns = Math.toIntExact(weights.getShape().get(3));
    for (int b = 0; b < pairs.size(); b++) {
      Antecedent truth = pairs.get(b).antecedent().orElseThrow();
      for (int head = 0; head < points.length; head++) {
        int start = ((b * points.length + head) * rows + row.applyAsInt(truth)) * columns;
        points[head] += flat[start + truth.noun()] > flat[start + truth.rival()] ? 1 : 0;
      }
    }
  }

  /** All heads of the encoder and of the encoder-decoder attention, the best first. */
  public List<Score> ranking() {
    List<Score> all = new ArrayList<>();
    for (AttentionUse use : List.of(AttentionUse.ENCODER_SELF, AttentionUse.CROSS)) {
      double[][] shares = shares(use);
      for (int layer = 0; layer < shares.length; layer++) {
        for (int head = 0; head < shares[layer].length; head++) {
          all.add(new Score(use, layer, head, shares[layer][head]));
        }
      }
    }
    all.sort(Comparator.comparingDouble(Score::share).reversed());
    return all;
  }

  /** The best head of one use. */
  public Score best(AttentionUse use) {
    return ranking().stream().filter(score -> score.use() == use).findFirst().orElseThrow();
  }

  /** The same head with its share here, for a head that was chosen on other sentences. */
  public Score scoreOf(Score chosen) {
    double share = shares(chosen.use())[chosen.layer()][chosen.head()];
    return new Score(chosen.use(), chosen.layer(), chosen.head(), share);
  }

  /** How many sentences were counted. */
  public int sentences() {
    return sentences;
  }

  /**
   * The share of the sentences, from 0 to 1, by layer and head.
   *
   * @throws IllegalArgumentException for the decoder's self-attention, which sees no source
   */
  public double[][] shares(AttentionUse use) {
    double[][] points =
        switch (use) {
          case ENCODER_SELF -> encoder;
          case CROSS -> cross;
          case DECODER_SELF ->
              throw new IllegalArgumentException(
                  "The decoder's self-attention sees no source, so it cannot look at the noun. Ask for ENCODER_SELF or CROSS.");
        };
    return Arrays.stream(points)
        .map(layer -> Arrays.stream(layer).map(p -> p / sentences).toArray())
        .toArray(double[][]::new);
  }
}
