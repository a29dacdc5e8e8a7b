package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.data.Alignment;
import org.attentionlab.data.Batch;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.data.SentencePair;
import org.attentionlab.evaluation.AlignmentErrorRate;
import org.attentionlab.recurrent.Seq2Seq;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.GradientMode;

/**
 * Compares where a recurrent model looks with the true alignment. The decoder reads the reference,
 * so that row t of the weights is where the model looked to write target token t.
 */
public final class AttentionAlignment {

  private static final int AT_ONCE = 64;

  private final Seq2Seq model;
  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;

  /** For a model with attention. */
  public AttentionAlignment(Seq2Seq model, Tokenizer tokenizer, Vocabulary vocabulary) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
  }

  /**
   * Where the model looks in each sentence.
   *
   * @return for each pair (T, S): a row for each target token and for {@code <eos>}, a column for
   *     each source token and for {@code <eos>}
   * @throws IllegalStateException for a model without attention
   */
  public List<double[][]> weights(List<SentencePair> pairs) {
    List<double[][]> all = new ArrayList<>();
    for (int from = 0; from < pairs.size(); from += AT_ONCE) {
      Batch batch =
          new Batch(
              EncodedPair.all(
                  pairs.subList(from, Math.min(from + AT_ONCE, pairs.size())),
                  tokenizer,
                  vocabulary));
      all.addAll(weights(batch));
    }
    return all;
  }

  private List<double[][]> weights(Batch batch) {
    NDManager owner = model.outputWeight().getArray().getManager();
    try (GradientMode off = GradientMode.off();
        NDManager manager = owner.newSubManager()) {
      NDArray input = batch.target(manager).get(":, :-1"); // <sos> and the reference
      float[] flat = model.attentionWeights(batch.source(manager), input).toFloatArray();
      int columns = batch.sourceLength();
      int rows = batch.targetLength() - 1;
      List<double[][]> weights = new ArrayList<>();
      for (int b = 0; b < batch.size(); b++) {
        EncodedPair pair = batch.pairs().get(b);
        double[][] own = new double[pair.targetLength() - 1][pair.sourceLength()];
        for (int t = 0; t < own.length; t++) {
          for (int s = 0; s < own[t].length; s++) {
            own[t][s] = flat[(b * rows + t) * columns + s];
          }
        }
        weights.add(own);
      }
      return weights;
    }
  }

  /**
   * The alignment error rate of the largest weights.
   *
   * @param pairs with known alignments
   * @throws IllegalArgumentException if an alignment is not known
   */
  public AlignmentErrorRate errorRate(List<SentencePair> pairs) {
    List<double[][]> weights = weights(pairs);
    AlignmentErrorRate rate = AlignmentErrorRate.NONE;
    for (int i = 0; i < pairs.size(); i++) {
      Alignment truth = pairs.get(i).alignment().orElseThrow(AttentionAlignment::unknown);
      rate =
          rate.plus(
              AlignmentErrorRate.of(
                  AlignmentErrorRate.largestWeights(weights.get(i), truth), truth));
    }
    return rate;
  }

  private static IllegalArgumentException unknown() {
    return new IllegalArgumentException(
        "The true alignment of a pair is not known. Only the pocket grammar knows it: use"
            + " grammar-en-ko or grammar-en-de.");
  }
}
