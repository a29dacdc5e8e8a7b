package org.attentionlab.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.attentionlab.data.NativeIds;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.nn.SequenceToSequence;
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

  private final SequenceToSequence model;
  private final int extra;
  private final int batch;

  /** A search in which an output may be 50 tokens longer than its input. */
  public GreedySearch(SequenceToSequence model) {
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
  public GreedySearch(SequenceToSequence model, int extra, int batch) {
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
    Hypothesis[] found = new Hypothesis[sources.size()];
    int[] byLength =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> sources.get(i).length))
            .mapToInt(i -> i)
            .toArray();
    for (int from = 0; from < byLength.length; from += batch) {
      int[] rows = Arrays.copyOfRange(byLength, from, Math.min(from + batch, byLength.length));
      Row[] results = decode(Arrays.stream(rows).mapToObj(sources::get).toList());
      for (int i = 0; i < rows.length; i++) {
        found[rows[i]] = results[i].hypothesis();
      }
    }
    return List.of(found);
  }

  private Row[] decode(List<int[]> sources) {
    Row[] rows = sources.stream().map(s -> new Row(s.length - 1 + extra)).toArray(Row[]::new);
    NDManager owner = model.outputWeight().getArray().getManager();
    try (GradientMode off = GradientMode.off();
        NDManager manager = owner.newSubManager();
        DecodingState state = model.start(padded(sources, manager))) {
      long[] said = new long[rows.length];
      Arrays.fill(said, Vocabulary.SOS);
      while (Arrays.stream(rows).anyMatch(row -> !row.ended)) {
        try (NDManager step = manager.newSubManager()) {
          NDArray logits =
              state.next(NativeIds.create(step, said, new Shape(said.length))); // (B, V)
          NDArray logProbabilities = logits.logSoftmax(-1); // (B, V)
          long[] likeliest = logProbabilities.argMax(-1).toLongArray(); // (B)
          float[] most = logProbabilities.max(new int[] {-1}).toFloatArray(); // (B)
          for (int i = 0; i < rows.length; i++) {
            said[i] = rows[i].ended ? model.paddingId() : rows[i].say((int) likeliest[i], most[i]);
          }
        }
      }
    }
    return rows;
  }

  /** The source ids as a matrix (B, S), shorter ones filled up with padding. */
  private NDArray padded(List<int[]> sources, NDManager manager) {
    int longest = sources.stream().mapToInt(s -> s.length).max().orElseThrow();
    long[] matrix = new long[sources.size() * longest];
    Arrays.fill(matrix, model.paddingId());
    for (int row = 0; row < sources.size(); row++) {
      int[] source = sources.get(row);
      for (int k = 0; k < source.length; k++) {
        matrix[row * longest + k] = source[k];
      }
    }
    return NativeIds.create(manager, matrix, new Shape(sources.size(), longest));
  }

  /** One sentence being decoded. */
  private static final class Row {
    private final int[] tokens;
    private int length;
    private double logProbability;
    private boolean ended;
    private boolean finished;

    Row(int longest) {
      tokens = new int[longest];
      ended = longest == 0;
    }

    int say(int token, double logOfIt) {
      logProbability += logOfIt;
      if (token == Vocabulary.EOS) {
        finished = true;
        ended = true;
      } else {
        tokens[length++] = token;
        ended = length == tokens.length;
      }
      return token;
    }

    Hypothesis hypothesis() {
      return new Hypothesis(Arrays.copyOf(tokens, length), logProbability, finished);
    }
  }
}
