package org.attentionlab.training;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.data.TokenBatches;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.transformer.Transformer;
import org.attentionlab.transformer.TransformerConfig;

/** A task that a very small Transformer learns in seconds: say what you read. */
final class CopyTask {

  static final TransformerConfig SIZES =
      TransformerConfig.tiny()
          .change()
          .optLayers(1)
          .optModelWidth(16)
          .optInnerWidth(32)
          .optHeads(2)
          .optDropout(0.1)
          .optVocabulary(12)
          .build();

  private CopyTask() {}

  static Transformer model(NDManager manager, long seed) {
    Transformer model = new Transformer(SIZES, seed);
    model.initialize(manager);
    return model;
  }

  static TokenBatches batches(int pairs, int maxTokens) {
    RandomStream stream = RandomStream.of(5);
    List<EncodedPair> encoded = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      int[] ids = new int[3 + (int) (stream.nextDouble() * 4)];
      for (int k = 0; k < ids.length; k++) {
        ids[k] = 4 + (int) (stream.nextDouble() * 8);
      }
      encoded.add(EncodedPair.of(ids, ids));
    }
    return TokenBatches.builder().setPairs(encoded).setMaxTokens(maxTokens).optSeed(3).build();
  }

  /** A short training; the caller closes it. */
  static TrainerBuilder trainer(Transformer model) {
    return Trainer.builder()
        .setModel(model)
        .setBatches(batches(64, 200)::epoch)
        .setSchedule(new NoamSchedule(16, 40, 1));
  }
}
