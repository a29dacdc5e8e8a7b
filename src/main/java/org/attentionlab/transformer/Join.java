package org.attentionlab.transformer;

/**
 * How the output of a sub-layer f is joined to its input x in a {@link DeepEncoder}. The
 * Transformer itself knows the first two.
 */
public enum Join {
  /** LayerNorm(x + f(x)), section 3.1 of the paper. */
  POST_LN("post-LN"),
  /** x + f(LayerNorm(x)), with one more normalization above the stack. */
  PRE_LN("pre-LN"),
  /** LayerNorm(f(x)): nothing carries x past the sub-layer. */
  NO_RESIDUAL("no residual"),
  /** x + f(x): nothing keeps the sum from growing. */
  NO_NORM("no norm"),
  /** BatchNorm(x + f(x)), over all positions of the batch, padding too. */
  BATCH_NORM("batch norm");

  private final String words;

  Join(String words) {
    this.words = words;
  }

  /** For tables and charts: "post-LN". */
  public String words() {
    return words;
  }
}
