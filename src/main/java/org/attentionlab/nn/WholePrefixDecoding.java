package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Decoding in its plainest form: for each new token the model reads everything again, the source
 * and all that was said. Nothing is remembered, so it is right for every model, and slow: n tokens
 * cost 1 + 2 + … + n positions. What {@link SequenceToSequence#start} returns must say the same.
 */
public final class WholePrefixDecoding implements DecodingState {

  private final SequenceToSequence model;
  private final NDManager own;
  private NDArray source; // (B, S)
  private long[][] said; // (B, T)

  /**
   * Starts to decode.
   *
   * @param source (B, S) token ids
   */
  public WholePrefixDecoding(SequenceToSequence model, NDArray source) {
    this.model = model;
    own = source.getManager().newSubManager();
    this.source = source.duplicate();
    this.source.attach(own);
    said = new long[Math.toIntExact(source.getShape().get(0))][0];
  }

  /** The same model, decoded so. */
  public static Decodable of(SequenceToSequence model) {
    return new Decodable() {
      @Override
      public DecodingState start(NDArray source) {
        return new WholePrefixDecoding(model, source);
      }

      @Override
      public int paddingId() {
        return model.paddingId();
      }

      @Override
      public NDManager manager() {
        return model.manager();
      }
    };
  }

  @Override
  public NDArray next(NDArray tokens) {
    long[] ids = tokens.toLongArray();
    for (int row = 0; row < said.length; row++) {
      said[row] = Arrays.copyOf(said[row], said[row].length + 1);
      said[row][said[row].length - 1] = ids[row];
    }
    try (NDManager scratch = own.newSubManager()) {
      NDArray here = source.duplicate();
      here.attach(scratch);
      long[] prefixes = Arrays.stream(said).flatMapToLong(Arrays::stream).toArray();
      NDArray target = scratch.create(prefixes, new Shape(said.length, said[0].length));
      NDArray last =
          model.decoderStates(here, target, false).get(new NDIndex(":, -1")); // (B, d_model)
      NDArray logits = model.scores(last); // (B, V)
      logits.attach(tokens.getManager());
      return logits;
    }
  }

  @Override
  public void select(int[] rows) {
    long[][] before = said;
    said = Arrays.stream(rows).mapToObj(row -> before[row]).toArray(long[][]::new);
    source = Rows.replace(source, rows);
  }

  @Override
  public void close() {
    own.close();
  }
}
