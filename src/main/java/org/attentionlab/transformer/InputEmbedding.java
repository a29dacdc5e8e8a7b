package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import org.attentionlab.nn.Dropout;
import org.attentionlab.nn.Scalars;
import org.attentionlab.nn.TokenEmbedding;

/**
 * From token ids to the input of a stack, sections 3.4 and 3.5: embedding × √d_model, plus the
 * position, then dropout. One such input for each stack; the embedding table is shared.
 */
final class InputEmbedding {

  private static final int FIRST_TABLE = 128;

  private final TransformerConfig config;
  private final TokenEmbedding embedding;
  private final LearnedPositions learned; // null for sinusoids
  private final Dropout dropout;
  private NDArray table; // (length, d_model) of sinusoids, grown when needed

  InputEmbedding(
      TransformerConfig config,
      TokenEmbedding embedding,
      LearnedPositions learned,
      Dropout dropout) {
    this.config = config;
    this.embedding = embedding;
    this.learned = learned;
    this.dropout = dropout;
  }

  /**
   * Embeds tokens that stand at positions {@code first}, first + 1, …
   *
   * @param tokens (B, T) ids
   * @return (B, T, d_model)
   */
  NDArray embed(NDArray tokens, int first, boolean training) {
    NDArray vectors = embedding.embed(tokens); // (B, T, d_model)
    NDArray scaled = vectors.mul(Scalars.of(vectors, Math.sqrt(config.modelWidth())));
    int length = Math.toIntExact(tokens.getShape().get(1));
    NDArray placed =
        learned == null ? scaled.add(sinusoids(scaled, first, length)) : learned.add(scaled, first);
    return dropout.drop(placed, training);
  }

  private NDArray sinusoids(NDArray like, int first, int length) {
    int needed = first + length;
    if (table == null || table.getShape().get(0) < needed) {
      int rows = Math.max(FIRST_TABLE, 2 * needed);
      NDArray grown =
          SinusoidalPositions.table(
              embedding.weight().getArray().getManager(), 0, rows, config.modelWidth());
      if (table != null) {
        table.close();
      }
      table = grown;
    }
    NDArray rows = table.get(new NDIndex().addSliceDim(first, needed)); // (T, d_model)
    rows.attach(like.getManager());
    return rows;
  }
}
