package org.attentionlab.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import org.attentionlab.nn.Initializers;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.Shapes;

/**
 * Multi-head attention, section 3.2.2: every head projects the whole input to its own queries, keys
 * and values, attends, and the heads' outputs are concatenated and projected back.
 *
 * <p>The projections of all heads and of Q, K and V lie in one matrix {@code in_proj_weight} (first
 * all rows of Q, then K, then V; head i owns the i-th block of d_k or d_v rows in each), as in
 * PyTorch.
 */
public final class MultiHeadAttention extends Layer {

  private final long width;
  private final long heads;
  private final long keyWidth;
  private final long valueWidth;
  private final Parameter inProjWeight;
  private final Parameter inProjBias;
  private final Linear outProj;

  private MultiHeadAttention(Builder builder) {
    width = builder.width;
    heads = builder.heads;
    keyWidth = builder.keyWidth;
    valueWidth = builder.valueWidth;
    long rows = heads * (2 * keyWidth + valueWidth);
    inProjWeight =
        parameter(
            "in_proj_weight",
            Parameter.Type.WEIGHT,
            Initializers.xavierUniform(builder.stream),
            rows,
            width);
    inProjBias =
        builder.bias
            ? parameter("in_proj_bias", Parameter.Type.BIAS, Initializer.ZEROS, rows)
            : null;
    outProj =
        addChildBlock(
            "out_proj", new Linear(heads * valueWidth, width, builder.bias, builder.stream));
  }

  /**
   * Lets queries look at keys. Self-attention passes the same array three times; encoder-decoder
   * attention passes the encoder's output as keys and values.
   *
   * @param queries (B, T_q, d_model)
   * @param keys (B, T_k, d_model)
   * @param values (B, T_k, d_model)
   * @param mask what may not be seen
   * @return output (B, T_q, d_model) and weights (B, h, T_q, T_k)
   */
  public Attended attend(NDArray queries, NDArray keys, NDArray values, Mask mask) {
    requireInput("the queries", queries);
    requireInput("the keys", keys);
    requireInput("the values", values);
    long k = heads * keyWidth;
    long v = heads * valueWidth;
    NDArray q; // each (B, T, h d_k) or (B, T, h d_v)
    NDArray key;
    NDArray value;
    if (queries == keys && keys == values) {
      NDList parts = project(queries, 0, 2 * k + v).split(new long[] {k, 2 * k}, 2);
      q = parts.get(0);
      key = parts.get(1);
      value = parts.get(2);
    } else if (keys == values) {
      q = project(queries, 0, k);
      NDList parts = project(keys, k, 2 * k + v).split(new long[] {k}, 2);
      key = parts.get(0);
      value = parts.get(1);
    } else {
      q = project(queries, 0, k);
      key = project(keys, k, 2 * k);
      value = project(values, 2 * k, 2 * k + v);
    }
    return attendProjected(splitHeads(q), splitHeads(key), splitHeads(value), mask);
  }

  /** The heads' keys and values of {@code memory}, to be kept while decoding. */
  public KeysAndValues keysAndValues(NDArray memory) {
    requireInput("the memory", memory);
    long k = heads * keyWidth;
    // Two products and not halves of one: parts of a larger array are slow to append to a cache.
    NDArray keys = project(memory, k, 2 * k);
    NDArray values = project(memory, 2 * k, 2 * k + heads * valueWidth);
    return new KeysAndValues(splitHeads(keys), splitHeads(values));
  }

  /**
   * Like {@link #attend}, with keys and values that were projected before.
   *
   * @param queries (B, T_q, d_model)
   */
  public Attended attend(NDArray queries, KeysAndValues known, Mask mask) {
    requireInput("the queries", queries);
    NDArray q = splitHeads(project(queries, 0, heads * keyWidth));
    return attendProjected(q, known.keys(), known.values(), mask);
  }

  /** The number of heads h. */
  public int heads() {
    return Math.toIntExact(heads);
  }

  /** The width d_k of a head's queries and keys. */
  public int keyWidth() {
    return Math.toIntExact(keyWidth);
  }

  /** The width d_v of a head's values. */
  public int valueWidth() {
    return Math.toIntExact(valueWidth);
  }

  /** (h (2 d_k + d_v), d_model): the rows of W^Q, W^K and W^V. */
  NDArray inProjWeight() {
    return array(inProjWeight);
  }

  /** (h (2 d_k + d_v)), or {@code null} without biases. */
  NDArray inProjBias() {
    return inProjBias == null ? null : array(inProjBias);
  }

  /** (d_model, h d_v): W^O, transposed. */
  NDArray outProjWeight() {
    return outProj.weight();
  }

  void requireHead(int head) {
    if (head < 0 || head >= heads) {
      throw new IllegalArgumentException(
          "There is no head %d: this attention has %d heads, counted from 0."
              .formatted(head, heads));
    }
  }

  private Attended attendProjected(NDArray q, NDArray k, NDArray v, Mask mask) {
    Attended perHead = ScaledDotProductAttention.attend(q, k, v, mask); // (B, h, T_q, d_v)
    return new Attended(joined(joinHeads(perHead.output())), perHead.weights());
  }

  /** (B, T, h d_v) → (B, T, d_model): the heads' concatenated outputs times W^O. */
  NDArray joined(NDArray heads) {
    return outProj.map(heads);
  }

  /** Rows {@code from} to {@code to} of the projection, for every position of x. */
  private NDArray project(NDArray x, long from, long to) {
    NDArray weight = array(inProjWeight);
    NDArray bias = inProjBias == null ? null : array(inProjBias);
    if (from == 0 && to == weight.getShape().get(0)) {
      return Linear.apply(x, weight, bias);
    }
    NDIndex rows = new NDIndex().addSliceDim(from, to);
    NDArray part = weight.get(rows);
    part.attach(x.getManager());
    NDArray biasPart = null;
    if (bias != null) {
      biasPart = bias.get(rows);
      biasPart.attach(x.getManager());
    }
    return Linear.apply(x, part, biasPart);
  }

  /** (B, T, h d) → (B, h, T, d): the projected width is divided among the heads. */
  private NDArray splitHeads(NDArray x) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1), heads, s.get(2) / heads).transpose(0, 2, 1, 3);
  }

  /** (B, h, T, d) → (B, T, h d): concatenation of the heads. */
  private static NDArray joinHeads(NDArray x) {
    Shape s = x.getShape();
    return x.transpose(0, 2, 1, 3).reshape(s.get(0), s.get(2), s.get(1) * s.get(3));
  }

  private void requireInput(String what, NDArray x) {
    Shapes.requireAxes(what, x, 3, "(B, T, d_model)");
    Shapes.requireLast(what, x, width);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray queries = inputs.get(0);
    boolean self = inputs.size() == 1;
    NDArray keys = self ? queries : inputs.get(1);
    NDArray values = self ? queries : inputs.get(inputs.size() - 1);
    return new NDList(attend(queries, keys, values, Mask.none()).output());
  }

  /** Starts the configuration of a multi-head attention. */
  public static Builder builder() {
    return new Builder();
  }

  /** Configures a {@link MultiHeadAttention}. */
  public static final class Builder {
    private long width;
    private long heads;
    private long keyWidth;
    private long valueWidth;
    private boolean bias = true;
    private RandomStream stream = RandomStream.of(0);

    private Builder() {}

    /** The model's width d_model and the number of heads h. */
    public Builder setWidthAndHeads(long modelWidth, long numberOfHeads) {
      width = modelWidth;
      heads = numberOfHeads;
      return this;
    }

    /** The widths d_k and d_v of one head; the default is d_model / h, which must then be whole. */
    public Builder optHeadWidths(long keyWidthOfHead, long valueWidthOfHead) {
      keyWidth = keyWidthOfHead;
      valueWidth = valueWidthOfHead;
      return this;
    }

    /** Whether the projections have biases (default true, as in PyTorch; the paper has none). */
    public Builder optBias(boolean withBias) {
      bias = withBias;
      return this;
    }

    /** The stream that draws the starting weights. */
    public Builder optStream(RandomStream randomStream) {
      stream = randomStream;
      return this;
    }

    /**
     * Builds the block.
     *
     * @throws IllegalArgumentException if the widths do not fit the number of heads
     */
    public MultiHeadAttention build() {
      if (heads < 1 || width < 1) {
        throw new IllegalArgumentException(
            "Expected at least one head and a positive width, but got h = "
                + heads
                + " and d_model = "
                + width
                + ".");
      }
      if (keyWidth == 0) {
        if (width % heads != 0) {
          throw new IllegalArgumentException(
              "Expected d_model to be a multiple of the number of heads, but "
                  + width
                  + " / "
                  + heads
                  + " is not whole. Choose another h, or give d_k and d_v with optHeadWidths.");
        }
        keyWidth = width / heads;
        valueWidth = width / heads;
      }
      return new MultiHeadAttention(this);
    }
  }
}
