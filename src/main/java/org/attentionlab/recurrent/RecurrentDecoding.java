package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.nn.Rows;

/** A recurrent model in the middle of saying a sentence: its state is all it has to remember. */
final class RecurrentDecoding implements DecodingState {

  private final Seq2Seq model;
  private final NDManager manager; // owns the memory and the state
  private SourceMemory memory;
  private RecurrentState state;

  RecurrentDecoding(Seq2Seq model, NDArray source) {
    this.model = model;
    manager = source.getManager().newSubManager();
    NDArray tokens = source.duplicate();
    tokens.attach(manager);
    memory = model.encode(tokens, false);
    state = memory.context();
  }

  @Override
  public NDArray next(NDArray tokens) {
    NDManager caller = tokens.getManager();
    try (NDManager scratch = manager.newSubManager()) {
      NDArray own = tokens.duplicate();
      own.attach(scratch);
      TargetReader.Output output = model.step(own, state, memory);
      RecurrentState before = state;
      state = output.last().map(this::keep);
      if (before != memory.context()) {
        before.map(
            array -> {
              array.close();
              return array;
            });
      }
      NDArray logits = model.generator().map(output.states().squeeze(1)); // (B, V)
      logits.attach(caller);
      return logits;
    }
  }

  private NDArray keep(NDArray array) {
    array.attach(manager);
    return array;
  }

  @Override
  public void select(int[] rows) {
    boolean first = state == memory.context();
    memory =
        new SourceMemory(
            Rows.replace(memory.states(), rows),
            memory.mask().select(rows),
            memory.context().select(rows));
    state = first ? memory.context() : state.select(rows);
  }

  @Override
  public void close() {
    manager.close();
  }
}
