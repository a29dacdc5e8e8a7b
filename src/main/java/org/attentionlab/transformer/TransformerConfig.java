package org.attentionlab.transformer;

/**
 * All sizes of a Transformer, in the letters of the paper's Table 3.
 *
 * @param layers N, in the encoder and in the decoder
 * @param modelWidth d_model
 * @param innerWidth d_ff
 * @param heads h
 * @param keyWidth d_k of one head
 * @param valueWidth d_v of one head
 * @param dropout P_drop, applied to sub-layer outputs and to embeddings plus positions
 * @param vocabulary V, shared by source, target and output
 * @param paddingId the id of the padding token
 * @param positions how positions are told
 * @param maximumLength the longest sequence that learned positions can tell
 * @param normFirst pre-LN instead of the paper's post-LN
 * @param attentionBias whether the projections of attention have biases
 * @param epsilon ε of the layer normalizations
 */
public record TransformerConfig(
    int layers,
    int modelWidth,
    int innerWidth,
    int heads,
    int keyWidth,
    int valueWidth,
    double dropout,
    int vocabulary,
    int paddingId,
    Positions positions,
    int maximumLength,
    boolean normFirst,
    boolean attentionBias,
    double epsilon) {

  /** How a model tells where a token stands. */
  public enum Positions {
    /** The fixed sines and cosines of section 3.5. */
    SINUSOIDAL,
    /** A learned vector for each position (row E of Table 3). */
    LEARNED
  }

  /** Checks that the sizes can make a model. */
  public TransformerConfig {
    requirePositive("N (layers)", layers);
    requirePositive("d_model", modelWidth);
    requirePositive("d_ff", innerWidth);
    requirePositive("h (heads)", heads);
    requirePositive("d_k", keyWidth);
    requirePositive("d_v", valueWidth);
    requirePositive("the vocabulary", vocabulary);
    requirePositive("the maximum length", maximumLength);
  }

  /** 4 + 4 layers of width 128, for laptops: about 1.3 million parameters plus the vocabulary. */
  public static TransformerConfig tiny() {
    return of(4, 128, 256, 4, 0.3);
  }

  /** 3 + 3 layers of width 256. */
  public static TransformerConfig small() {
    return of(3, 256, 1024, 8, 0.1);
  }

  /** The base model of the paper (Table 3). */
  public static TransformerConfig base() {
    return of(6, 512, 2048, 8, 0.1);
  }

  /** The big model of the paper (Table 3). */
  public static TransformerConfig big() {
    return of(6, 1024, 4096, 16, 0.3);
  }

  private static TransformerConfig of(
      int layers, int modelWidth, int innerWidth, int heads, double dropout) {
    return new TransformerConfig(
        layers,
        modelWidth,
        innerWidth,
        heads,
        modelWidth / heads,
        modelWidth / heads,
        dropout,
        37_000,
        0,
        Positions.SINUSOIDAL,
        512,
        false,
        true,
        1e-5);
  }

  /** The same for another vocabulary. */
  public TransformerConfig withVocabulary(int size) {
    return change().optVocabulary(size).build();
  }

  /** Starts a changed copy, e.g. {@code tiny().change().optLayers(2).build()}. */
  public Builder change() {
    return new Builder(this);
  }

  /** Changes some sizes of a configuration. */
  public static final class Builder {
    private int layers;
    private int modelWidth;
    private int innerWidth;
    private int heads;
    private int keyWidth;
    private int valueWidth;
    private double dropout;
    private int vocabulary;
    private int paddingId;
    private Positions positions;
    private int maximumLength;
    private boolean normFirst;
    private boolean attentionBias;
    private double epsilon;

    private Builder(TransformerConfig from) {
      layers = from.layers;
      modelWidth = from.modelWidth;
      innerWidth = from.innerWidth;
      heads = from.heads;
      keyWidth = from.keyWidth;
      valueWidth = from.valueWidth;
      dropout = from.dropout;
      vocabulary = from.vocabulary;
      paddingId = from.paddingId;
      positions = from.positions;
      maximumLength = from.maximumLength;
      normFirst = from.normFirst;
      attentionBias = from.attentionBias;
      epsilon = from.epsilon;
    }

    /** N, the number of layers in each stack. */
    public Builder optLayers(int value) {
      layers = value;
      return this;
    }

    /** d_model. */
    public Builder optModelWidth(int value) {
      modelWidth = value;
      return this;
    }

    /** d_ff. */
    public Builder optInnerWidth(int value) {
      innerWidth = value;
      return this;
    }

    /**
     * h heads that share the width: d_k = d_v = d_model / h.
     *
     * @throws IllegalArgumentException if that is not whole
     */
    public Builder optHeads(int number) {
      if (number < 1 || modelWidth % number != 0) {
        throw new IllegalArgumentException(
            "Expected d_model to be a multiple of h, but got d_model = "
                + modelWidth
                + " and h = "
                + number
                + ". Set d_model first, or use optHeads(h, d_k, d_v) for other widths.");
      }
      return optHeads(number, modelWidth / number, modelWidth / number);
    }

    /** h heads of free widths d_k and d_v. */
    public Builder optHeads(int number, int keyWidthOfHead, int valueWidthOfHead) {
      heads = number;
      keyWidth = keyWidthOfHead;
      valueWidth = valueWidthOfHead;
      return this;
    }

    /** The dropout rate. */
    public Builder optDropout(double value) {
      dropout = value;
      return this;
    }

    /** V. */
    public Builder optVocabulary(int value) {
      vocabulary = value;
      return this;
    }

    /** The id of the padding token. */
    public Builder optPaddingId(int value) {
      paddingId = value;
      return this;
    }

    /** How positions are told. */
    public Builder optPositions(Positions value) {
      positions = value;
      return this;
    }

    /** The longest sequence that learned positions can tell. */
    public Builder optMaximumLength(int value) {
      maximumLength = value;
      return this;
    }

    /** Pre-LN (true) or the paper's post-LN (false). */
    public Builder optNormFirst(boolean value) {
      normFirst = value;
      return this;
    }

    /** Whether attention has biases. */
    public Builder optAttentionBias(boolean value) {
      attentionBias = value;
      return this;
    }

    /** ε of the layer normalizations. */
    public Builder optEpsilon(double value) {
      epsilon = value;
      return this;
    }

    /** The changed configuration. */
    public TransformerConfig build() {
      return new TransformerConfig(
          layers,
          modelWidth,
          innerWidth,
          heads,
          keyWidth,
          valueWidth,
          dropout,
          vocabulary,
          paddingId,
          positions,
          maximumLength,
          normFirst,
          attentionBias,
          epsilon);
    }
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("Expected " + what + " to be positive, but got " + value);
    }
  }
}
