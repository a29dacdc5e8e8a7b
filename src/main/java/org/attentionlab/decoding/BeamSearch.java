package org.attentionlab.decoding;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.attentionlab.data.NativeIds;
import org.attentionlab.nn.Decodable;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.GradientMode;

/**
 * Beam search, section 6.1: the beams of several sentences go through the model together, each live
 * beginning as one row of the batch. A {@link Beam} decides what is kept.
 */
public final class BeamSearch implements Search {

  private final Decodable model;
  private final int width;
  private final LengthPenalty penalty;
  private final int extra;
  private final int batch;

  private BeamSearch(Builder builder) {
    model = builder.model;
    width = builder.width;
    penalty = builder.penalty;
    extra = builder.extra;
    batch = builder.batch;
  }

  @Override
  public List<Hypothesis> search(List<int[]> sources) {
    return SentenceBatches.decode(sources, batch, some -> decode(some, true, beam -> {})).stream()
        .map(beam -> beam.hypotheses().get(0))
        .toList();
  }

  /**
   * All hypotheses of each source, best first: as many as the beam is wide, or fewer if fewer are
   * possible.
   *
   * @param sources token ids, each ending with {@code <eos>}
   */
  public List<List<Hypothesis>> searchAll(List<int[]> sources) {
    return SentenceBatches.decode(sources, batch, some -> decode(some, false, beam -> {})).stream()
        .map(Beam::hypotheses)
        .toList();
  }

  /**
   * The search for one source with all its steps, for a look at what was kept and dropped. It goes
   * on until nothing is left to continue, as {@link #searchAll} does.
   *
   * @param source token ids, ending with {@code <eos>}
   */
  public BeamTrace trace(int[] source) {
    List<BeamTrace.Step> steps = new ArrayList<>();
    Beam beam = decode(List.of(source), false, b -> steps.add(BeamTrace.Step.of(b))).get(0);
    return new BeamTrace(width, penalty, steps, beam.hypotheses());
  }

  /**
   * Runs the beams of some sentences to their ends.
   *
   * @param bestOnly whether a beam may end as soon as its best hypothesis is settled
   * @param afterStep sees each beam after each of its steps
   */
  private List<Beam> decode(List<int[]> sources, boolean bestOnly, Consumer<Beam> afterStep) {
    List<Beam> beams =
        sources.stream()
            .map(s -> new Beam(width, Vocabulary.EOS, s.length - 1 + extra, penalty))
            .toList();
    try (GradientMode off = GradientMode.off();
        NDManager manager = model.manager().newSubManager();
        DecodingState state =
            model.start(SentenceBatches.padded(sources, model.paddingId(), manager))) {
      List<Beam> active = beams;
      List<Integer> said = Collections.nCopies(beams.size(), Vocabulary.SOS);
      while (!active.isEmpty()) {
        float[] logs = logProbabilities(state, said, manager); // (rows, V)
        int vocabulary = logs.length / said.size();
        List<Beam> going = new ArrayList<>();
        List<Integer> rows = new ArrayList<>(); // the row that each live beginning comes from
        List<Integer> tokens = new ArrayList<>();
        int row = 0;
        for (Beam beam : active) {
          int liveBefore = beam.live().size();
          beam.advance(logs, row * vocabulary, vocabulary);
          afterStep.accept(beam);
          if (!beam.ended() && !(bestOnly && beam.settled())) {
            going.add(beam);
            for (Beam.Beginning beginning : beam.live()) {
              rows.add(row + beginning.parent());
              tokens.add(beginning.token());
            }
          }
          row += liveBefore;
        }
        if (!going.isEmpty() && !rows.equals(IntStream.range(0, row).boxed().toList())) {
          state.select(rows.stream().mapToInt(i -> i).toArray());
        }
        active = going;
        said = tokens;
      }
    }
    return beams;
  }

  private static float[] logProbabilities(
      DecodingState state, List<Integer> said, NDManager manager) {
    try (NDManager step = manager.newSubManager()) {
      long[] ids = said.stream().mapToLong(i -> i).toArray();
      return state
          .next(NativeIds.create(step, ids, new Shape(ids.length)))
          .logSoftmax(-1)
          .toFloatArray();
    }
  }

  /** Starts the configuration of a search. */
  public static Builder builder() {
    return new Builder();
  }

  /** Configures a {@link BeamSearch}; the defaults are the paper's. */
  public static final class Builder {
    private Decodable model;
    private int width = 4;
    private LengthPenalty penalty = LengthPenalty.PAPER;
    private int extra = 50;
    private int batch = 16;

    private Builder() {}

    /** What says the probabilities. */
    public Builder setModel(Decodable value) {
      model = value;
      return this;
    }

    /** How many hypotheses are kept, default 4. */
    public Builder optWidth(int value) {
      width = value;
      return this;
    }

    /** How outputs of different lengths are compared, default α = 0.6. */
    public Builder optPenalty(LengthPenalty value) {
      penalty = value;
      return this;
    }

    /**
     * By how many tokens an output may be longer than its input, default 50; {@code <eos>} is not
     * counted in either.
     */
    public Builder optExtra(int value) {
      extra = value;
      return this;
    }

    /** How many sentences go through the model together, default 16. */
    public Builder optBatch(int value) {
      batch = value;
      return this;
    }

    /**
     * Makes the search.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public BeamSearch build() {
      if (model == null) {
        throw new IllegalArgumentException("Give the search a model with setModel.");
      }
      if (width < 1 || extra < 1 || batch < 1) {
        throw new IllegalArgumentException(
            "Expected width >= 1, extra >= 1 and batch >= 1, but got %d, %d and %d."
                .formatted(width, extra, batch));
      }
      return new BeamSearch(this);
    }
  }
}
