package org.attentionlab.recurrent;

import org.attentionlab.nn.RandomStream;

/**
 * The sizes of a recurrent sequence-to-sequence model.
 *
 * @param sourceVocabulary tokens of the source
 * @param targetVocabulary tokens of the target
 * @param embeddingWidth E
 * @param hiddenWidth H of encoder (each direction) and decoder
 * @param layers stacked in encoder and decoder
 * @param cell which recurrent cell
 * @param attention how the decoder looks back, or that it does not
 * @param bidirectional whether the encoder also reads backward
 * @param dropout on embeddings, between layers and before the output layer
 * @param paddingId the id of the padding token
 */
public record Seq2SeqConfig(
    int sourceVocabulary,
    int targetVocabulary,
    int embeddingWidth,
    int hiddenWidth,
    int layers,
    Cell cell,
    LookBack attention,
    boolean bidirectional,
    double dropout,
    int paddingId) {

  /** The recurrent cell. */
  public enum Cell {
    RNN,
    LSTM,
    GRU;

    /** A network of this kind over whole sequences. */
    public RecurrentLayer layer(RecurrentConfig sizes, RandomStream stream) {
      return switch (this) {
        case RNN -> new Rnn(sizes, stream);
        case LSTM -> new Lstm(sizes, stream);
        case GRU -> new Gru(sizes, stream);
      };
    }
  }

  /** How the decoder looks back at the encoder's states. */
  public enum LookBack {
    /** It sees only the encoder's last state: the bottleneck. */
    NONE,
    /** Bahdanau: the query is s_{t-1}, and the context is an input of step t. */
    ADDITIVE,
    /** Luong's dot score: the query is s_t, and the context is joined to it. */
    DOT,
    /** Luong's general score, otherwise like dot. */
    GENERAL
  }

  /** One GRU layer of width 256 in encoder and decoder, one vocabulary for both sides. */
  public static Seq2SeqConfig of(int vocabulary, LookBack attention) {
    return new Seq2SeqConfig(
        vocabulary, vocabulary, 128, 256, 1, Cell.GRU, attention, false, 0.1, 0);
  }

  /** A recurrent network of this model's cell, layers and dropout. */
  RecurrentLayer network(int inputWidth, boolean bothDirections, RandomStream stream) {
    return cell.layer(
        new RecurrentConfig(inputWidth, hiddenWidth, layers, bothDirections, dropout), stream);
  }

  /** The width of one encoder state: both directions together. */
  int memoryWidth() {
    return bidirectional ? 2 * hiddenWidth : hiddenWidth;
  }
}
