package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.attentionlab.attention.KeysAndValues;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.DecodingState;

/**
 * Decodes one token at a time and keeps the keys and values of earlier positions, so that each step
 * costs one position and not the whole sentence. {@link Transformer#decode} on the whole prefix is
 * its plain twin: same scores, more work.
 */
final class CachedDecoding implements DecodingState {

  private final Transformer model;
  private final NDManager manager; // owns the memory and the caches
  private Mask memoryMask;
  private final List<KeysAndValues> memoryKeys = new ArrayList<>(); // one entry a layer
  private final List<KeysAndValues> seen = new ArrayList<>(); // one entry a layer
  private int[] sentences; // the row of the source that each row reads
  private int position;

  CachedDecoding(Transformer model, NDArray source) {
    this.model = model;
    manager = source.getManager().newSubManager();
    try (NDManager scratch = manager.newSubManager()) {
      NDArray tokens = source.duplicate();
      tokens.attach(scratch);
      NDArray memory = model.encode(tokens, false).memory(); // (B, S, d_model)
      for (DecoderLayer layer : model.decoder().layers()) {
        memoryKeys.add(keep(layer.memoryKeys(memory).inOrder()));
        seen.add(null);
      }
      NDArray kept = tokens.duplicate();
      kept.attach(manager);
      memoryMask = model.sourceMask(kept);
      sentences = IntStream.range(0, Math.toIntExact(source.getShape().get(0))).toArray();
    }
  }

  @Override
  public NDArray next(NDArray tokens) {
    NDManager caller = tokens.getManager();
    try (NDManager scratch = manager.newSubManager()) {
      NDArray column = tokens.expandDims(1); // (B, 1)
      column.attach(scratch);
      NDArray states = model.targetInput().embed(column, position, false); // (B, 1, d_model)
      List<DecoderLayer> layers = model.decoder().layers();
      for (int i = 0; i < layers.size(); i++) {
        KeysAndValues earlier = seen.get(i);
        DecoderLayer.Step step = layers.get(i).step(states, earlier, memoryKeys.get(i), memoryMask);
        states = step.states();
        seen.set(i, keep(step.seen()));
        if (earlier != null) {
          earlier.keys().close();
          earlier.values().close();
        }
      }
      position++;
      NDArray last = model.decoder().normalized(states).squeeze(1); // (B, d_model)
      NDArray logits = model.scores(last); // (B, V)
      logits.attach(caller);
      return logits;
    }
  }

  private KeysAndValues keep(KeysAndValues cache) {
    cache.keys().attach(manager);
    cache.values().attach(manager);
    return cache;
  }

  @Override
  public void select(int[] rows) {
    seen.replaceAll(cache -> cache == null ? null : cache.select(rows));
    int[] before = sentences;
    sentences = Arrays.stream(rows).map(row -> before[row]).toArray();
    if (!Arrays.equals(sentences, before)) { // hypotheses of one sentence share its memory
      memoryKeys.replaceAll(cache -> cache.select(rows));
      memoryMask = memoryMask.select(rows);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
