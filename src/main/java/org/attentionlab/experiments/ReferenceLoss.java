package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.attentionlab.data.Batch;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.data.TokenBatches;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.training.BatchLoss;
import org.attentionlab.training.ChunkedLabelSmoothing;
import org.attentionlab.training.LabelSmoothing;
import org.attentionlab.training.SequenceLoss;

/**
 * How surprised a model is by references: the mean cross-entropy of a target token, {@code <eos>}
 * included, without label smoothing. Its exponential is the perplexity.
 */
final class ReferenceLoss {

  private ReferenceLoss() {}

  /** Batches of pairs in one fixed order; a batch grows if a single pair needs that. */
  static List<Batch> batches(List<EncodedPair> pairs, int maxTokens) {
    int needed =
        pairs.stream().mapToInt(p -> p.sourceLength() + p.targetLength()).max().orElseThrow();
    return TokenBatches.builder()
        .setPairs(pairs)
        .setMaxTokens(Math.max(maxTokens, needed))
        .build()
        .epoch(0);
  }

  /** The loss in nats; the model is as in use, without dropout. */
  static double of(SequenceToSequence model, List<Batch> batches) {
    return of(model, batches, new ChunkedLabelSmoothing(new LabelSmoothing(0, model.paddingId())));
  }

  /** The same with another loss than the right one. */
  static double of(SequenceToSequence model, List<Batch> batches, SequenceLoss crossEntropy) {
    double sum = 0;
    long tokens = 0;
    for (Batch batch : batches) {
      NDManager owner = model.outputWeight().getArray().getManager();
      try (NDManager manager = owner.newSubManager()) {
        NDArray target = batch.target(manager);
        NDArray states = model.decoderStates(batch.source(manager), target.get(":, :-1"), false);
        BatchLoss loss = crossEntropy.of(model, states, target.get(":, 1:"));
        sum += loss.sum().getFloat();
        tokens += loss.tokens();
      }
    }
    return sum / tokens;
  }
}
