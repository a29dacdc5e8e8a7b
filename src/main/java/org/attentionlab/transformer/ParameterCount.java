package org.attentionlab.transformer;

/**
 * How many numbers a Transformer learns, by formula and part by part. For the base model with
 * 37,000 shared entries this gives 63.0 million, and for the big one 214.2; the paper's Table 3
 * says 65 and 213 and does not say what it counts.
 *
 * @param attention one multi-head attention
 * @param feedForward one feed-forward network
 * @param layerNorm one layer normalization
 * @param encoderLayer one encoder layer
 * @param decoderLayer one decoder layer
 * @param embedding the shared table, counted once
 * @param positions learned positions of both stacks, 0 for sinusoids
 * @param finalNorms the final normalizations of pre-LN, 0 for post-LN
 * @param total everything
 */
public record ParameterCount(
    long attention,
    long feedForward,
    long layerNorm,
    long encoderLayer,
    long decoderLayer,
    long embedding,
    long positions,
    long finalNorms,
    long total) {

  /** Counts the parameters of a model of these sizes. */
  public static ParameterCount of(TransformerConfig config) {
    long d = config.modelWidth();
    long keys = (long) config.heads() * config.keyWidth(); // h d_k
    long values = (long) config.heads() * config.valueWidth(); // h d_v
    long attentionBiases = config.attentionBias() ? 2 * keys + values + d : 0;
    long attention = 2 * d * keys + 2 * d * values + attentionBiases;
    long feedForward = 2 * d * config.innerWidth() + config.innerWidth() + d;
    long layerNorm = 2 * d;
    long encoderLayer = attention + feedForward + 2 * layerNorm;
    long decoderLayer = 2 * attention + feedForward + 3 * layerNorm;
    long embedding = config.vocabulary() * d;
    long positions =
        config.positions() == TransformerConfig.Positions.LEARNED
            ? 2 * config.maximumLength() * d
            : 0;
    long finalNorms = config.normFirst() ? 2 * layerNorm : 0;
    long layers = config.layers() * (encoderLayer + decoderLayer);
    return new ParameterCount(
        attention,
        feedForward,
        layerNorm,
        encoderLayer,
        decoderLayer,
        embedding,
        positions,
        finalNorms,
        layers + embedding + positions + finalNorms);
  }
}
