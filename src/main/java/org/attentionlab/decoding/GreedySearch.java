package org.attentionlab.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.attentionlab.data.NativeIds;
import org.attentionlab.nn.Decodable;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.GradientMode;

/**
 * Says the likeliest token, then the likeliest after that, until {@code <eos>}. Sentences of
 * similar lengths go through the model together.
 */
public final class GreedySearch implements Search {

  /** The paper stops an output that is 50 tokens longer than the input (section 6.1). */
  private static final int USUAL_EXTRA = 50;

  private static final int USUAL_BATCH = 64;

  private final Decodable model;
  private final int extra;
  private final int batch;

  /** A search in which an output may be 50 tokens longer than its input. */
  public GreedySearch(Decodable model) {
    this(model, USUAL_EXTRA, USUAL_BATCH);
  }

  /**
   * A search.
   *
   * @param model what says the probabilities
   * @param extra by how many tokens an output may be longer than its input, {@code <eos>} not
   *     counted in either
   * @param batch how many sentences go through the model together
   */
  public GreedySearch(Decodable model, int extra, int batch) {
    if (extra < 0 || batch < 1) {
      throw new IllegalArgumentException(
          "Expected extra >= 0 and batch >= 1, but got " + extra + " and " + batch);
    }
    this.model = model;
    this.extra = extra;
    this.batch = batch;
  }

  @Override
  public List<Hypothesis> search(List<int[]> sources) {
    return SentenceBatches.decode(sources, batch, this::decode);
  }

  private List<Hypothesis> decode(List<int[]> sources) {
    List<Row> rows = sources.stream().map(s -> new Row(s.length - 1 + extra)).toList();
    try (GradientMode off = GradientMode.off();
        NDManager manager = model.manager().newSubManager();
        DecodingState state =
            model.start(SentenceBatches.padded(sources, model.paddingId(), manager))) {
      List<Row> active = drop(rows, state);
      while (!active.isEmpty()) {
        step(active, state, manager);
        active = drop(active, state);
      }
    }
    return rows.stream().map(Row::hypothesis).toList();
  }

  /** Each sentence's likeliest token. */
  private static void step(List<Row> active, DecodingState state, NDManager manager) {
    try (NDManager step = manager.newSubManager()) {
      long[] said = active.stream().mapToLong(row -> row.last).toArray();
      NDArray logits = state.next(NativeIds.create(step, said, new Shape(said.length))); // (B, V)
      float[] logProbabilities = logits.logSoftmax(-1).toFloatArray(); // (B, V)
      int vocabulary = logProbabilities.length / said.length;
      for (int i = 0; i < said.length; i++) {
        active.get(i).sayLikeliest(logProbabilities, i * vocabulary, (i + 1) * vocabulary);
      }
    }
  }

  /** Sentences that have ended cost no more time. */
  private static List<Row> drop(List<Row> rows, DecodingState state) {
    int[] going = IntStream.range(0, rows.size()).filter(i -> !rows.get(i).ended).toArray();
    if (going.length > 0 && going.length < rows.size()) {
      state.select(going);
    }
    return Arrays.stream(going).mapToObj(rows::get).toList();
  }

  /** One sentence being decoded. */
  private static final class Row {
    private final int[] tokens;
    private int length;
    private int last = Vocabulary.SOS;
    private double logProbability;
    private boolean ended;
    private boolean finished;

    Row(int longest) {
      tokens = new int[longest];
      ended = longest == 0;
    }

    /** One pass in Java; libtorch's argMax and max on the CPU take five times as long. */
    void sayLikeliest(float[] logProbabilities, int from, int end) {
      int best = from;
      for (int i = from + 1; i < end; i++) {
        if (logProbabilities[i] > logProbabilities[best]) {
          best = i;
        }
      }
      Beam.requireNumber(logProbabilities[best], best - from); // a NaN makes its whole row NaN
      say(best - from, logProbabilities[best]);
    }

    private void say(int token, double logOfIt) {
      last = token;
      logProbability += logOfIt;
      if (token == Vocabulary.EOS) {
        finished = true;
        ended = true;
      } else {
        tokens[length++] = token;
        ended = length == tokens.length;
      }
    }

    Hypothesis hypothesis() {
      return new Hypothesis(Arrays.copyOf(tokens, length), logProbability, finished);
    }
  }
}
