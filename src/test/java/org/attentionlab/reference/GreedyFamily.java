package org.attentionlab.reference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.transformer.Transformer;

/** Greedy decoding with the cache; each step must equal a decoding of the whole prefix. */
final class GreedyFamily {

  private static final double AGREEMENT = 1e-4;

  private GreedyFamily() {}

  static void compute(CaseRun run) {
    Transformer model = TransformerFamilies.model(run);
    NDArray source = run.input("source"); // (B, S)
    int batch = Math.toIntExact(source.getShape().get(0));
    long padding = run.reference.integer("pad_id");
    long end = run.reference.flag("stop_at_eos") ? run.reference.integer("eos_id") : -1;
    long[] first = new long[batch];
    Arrays.fill(first, run.reference.integer("bos_id"));
    NDArray last = run.manager.create(first); // (B)
    NDArray prefix = last.expandDims(1); // (B, 1)
    boolean[] finished = new boolean[batch];
    boolean[] holdsPadding = new boolean[batch]; // a whole decoding would mask it, the cache not
    NDList tokens = new NDList();
    NDList logits = new NDList();
    try (DecodingState state = model.start(source)) {
      for (int t = 0; t < run.reference.integer("max_length") && !all(finished); t++) {
        NDArray scores = state.next(last); // (B, V)
        NDArray whole = model.logits(source, prefix, false).get(":, -1"); // (B, V)
        long[] best = scores.argMax(1).toType(DataType.INT64, false).toLongArray();
        NDArray shown = scores.duplicate();
        for (int row = 0; row < batch; row++) {
          if (!holdsPadding[row]) {
            requireEqual(scores.get(row), whole.get(row));
          }
          if (finished[row]) {
            best[row] = padding;
            shown.set(new NDIndex("{}", row), 0f);
          }
          finished[row] |= best[row] == end;
          holdsPadding[row] |= best[row] == padding;
        }
        last = run.manager.create(best);
        prefix = prefix.concat(last.expandDims(1), 1);
        tokens.add(last);
        logits.add(shown);
      }
    }
    run.output("tokens", NDArrays.stack(tokens, 1)); // (B, L)
    run.output("logits", NDArrays.stack(logits, 1)); // (B, L, V)
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
    double difference = cached.sub(whole).abs().max().getFloat();
    double allowed = AGREEMENT * Math.max(1, whole.abs().max().getFloat());
    if (!(difference <= allowed)) {
      throw new IllegalStateException("Cached and whole decoding differ by " + difference);
    }
  }
}
