package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.Contiguous;
import org.attentionlab.nn.DecodingState;

/**
 * Decodes one token at a time and keeps the keys and values of earlier positions, so that each step
 * costs one position and not the whole sentence. {@link Transformer#decode} on the whole prefix is
 * its plain twin: same scores, more work.
 */
final class CachedDecoding implements DecodingState {

  /** With so many rows the output layer saves more, step by step, than laying it out anew costs. */
  private static final int MANY_ROWS = 16;

  private final Transformer model;
  private final NDManager manager; // owns the memory and the caches
  private final List<DecoderLayerCache> caches = new ArrayList<>(); // one a layer
  private final NDArray columns; // (d_model, V), the output layer laid out by columns, or null
  private Mask memoryMask;
  private int[] sentences; // the row of the source that each row reads
  private int position;

  CachedDecoding(Transformer model, NDArray source) {
    this.model = model;
    manager = source.getManager().newSubManager();
    int rows = Math.toIntExact(source.getShape().get(0));
    try (NDManager scratch = manager.newSubManager()) {
      NDArray tokens = source.duplicate();
      tokens.attach(scratch);
      NDArray memory = model.encode(tokens, false).memory(); // (B, S, d_model)
      for (DecoderLayer layer : model.decoder().layers()) {
        caches.add(new DecoderLayerCache(layer, memory, manager));
      }
      NDArray kept = tokens.duplicate();
      kept.attach(manager);
      memoryMask = model.sourceMask(kept);
    }
    columns = rows < MANY_ROWS ? null : columns(model.outputWeight().getArray());
    sentences = IntStream.range(0, rows).toArray();
  }

  private NDArray columns(NDArray weight) {
    try (NDArray view = weight.transpose()) {
      NDArray copy = Contiguous.of(view);
      copy.attach(manager);
      return copy;
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
        states = layers.get(i).step(states, caches.get(i), memoryMask);
      }
      position++;
      NDArray last = model.decoder().normalized(states).squeeze(1); // (B, d_model)
      NDArray logits = columns == null ? model.scores(last) : last.matMul(columns); // (B, V)
      logits.attach(caller);
      return logits;
    }
  }

  @Override
  public void select(int[] rows) {
    caches.forEach(cache -> cache.select(rows));
    int[] before = sentences;
    sentences = Arrays.stream(rows).map(row -> before[row]).toArray();
    if (!Arrays.equals(sentences, before)) { // hypotheses of one sentence share its memory
      caches.forEach(cache -> cache.selectSource(rows));
      memoryMask = memoryMask.select(rows);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
