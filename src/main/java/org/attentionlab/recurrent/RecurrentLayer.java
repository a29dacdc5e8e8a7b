package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attentionlab.nn.Concatenation;
import org.attentionlab.nn.Dropout;
import org.attentionlab.nn.Initializers;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.Shapes;

/**
 * A recurrent network over whole sequences: one or more layers, in one or both directions, for
 * sentences of different lengths. {@link #run} uses libtorch's fused kernels; {@link
 * #runStepByStep} is its plain twin, a loop over the formula of the cell, with the same numbers.
 *
 * <p>Parameters have PyTorch's names ({@code weight_ih_l0}, {@code weight_hh_l0_reverse}, …). A
 * layer above the first reads both directions of the one below, forward first.
 */
public abstract class RecurrentLayer extends Layer {

  private final RecurrentConfig config;
  private final List<Weights> weights = new ArrayList<>(); // index: layer * directions + direction
  private final Dropout dropout;

  /** The four parameters of one layer in one direction. */
  private record Weights(
      Parameter inputWeight, Parameter hiddenWeight, Parameter inputBias, Parameter hiddenBias) {}

  /**
   * What a run returns.
   *
   * @param output the top layer's h at each step, (B, T, N H), 0 on padding; N is 2 if
   *     bidirectional
   * @param last each layer's and direction's state after its last step, (L N, B, H)
   */
  public record Output(NDArray output, RecurrentState last) {}

  /** A network with {@code gates} blocks of H rows. */
  RecurrentLayer(RecurrentConfig config, int gates, RandomStream stream) {
    this.config = config;
    dropout = new Dropout(config.dropout(), stream);
    long hidden = config.hiddenWidth();
    Initializer uniform = Initializers.uniform(stream, 1 / Math.sqrt(hidden));
    for (int layer = 0; layer < config.layers(); layer++) {
      long in = layer == 0 ? config.inputWidth() : config.directions() * hidden;
      for (int direction = 0; direction < config.directions(); direction++) {
        String suffix = "_l" + layer + (direction == 1 ? "_reverse" : "");
        weights.add(
            new Weights(
                parameter("weight_ih" + suffix, Parameter.Type.WEIGHT, uniform, gates * hidden, in),
                parameter(
                    "weight_hh" + suffix, Parameter.Type.WEIGHT, uniform, gates * hidden, hidden),
                parameter("bias_ih" + suffix, Parameter.Type.BIAS, uniform, gates * hidden),
                parameter("bias_hh" + suffix, Parameter.Type.BIAS, uniform, gates * hidden)));
      }
    }
  }

  /** The sizes of this network. */
  public RecurrentConfig config() {
    return config;
  }

  /** A state of zeros for {@code batch} sentences, (L N, B, H). */
  public RecurrentState zeroState(NDArray like, long batch) {
    Shape shape =
        new Shape((long) config.layers() * config.directions(), batch, config.hiddenWidth());
    NDArray zeros = like.getManager().zeros(shape);
    return new RecurrentState(zeros, hasCell() ? like.getManager().zeros(shape) : null);
  }

  /**
   * Runs whole sequences with the fused kernel.
   *
   * @param x (B, T, I)
   * @param initial (L N, B, H), or {@code null} for zeros
   * @param lengths each sentence's length, or {@code null} if all are T; what {@code x} holds
   *     beyond it does not matter
   */
  public Output run(NDArray x, RecurrentState initial, int[] lengths, boolean training) {
    return run(x, initial, lengths, training, this::fusedRun);
  }

  /** The same as {@link #run}, one step after another in the cell's formula. */
  public Output runStepByStep(NDArray x, RecurrentState initial, int[] lengths, boolean training) {
    return run(x, initial, lengths, training, this::loop);
  }

  /** How one layer in one direction is computed over a full rectangle. */
  private interface Kernel {
    VariableLengths.Run run(NDArray x, RecurrentState initial, NDList weights);
  }

  private Output run(
      NDArray x, RecurrentState initial, int[] lengths, boolean training, Kernel kernel) {
    Shapes.requireAxes("the input of a recurrent layer", x, 3, "(B, T, I)");
    Shapes.requireLast("the input of a recurrent layer", x, config.inputWidth());
    long batch = x.getShape().get(0);
    int[] real = requireLengths(lengths, x.getShape());
    RecurrentState first = initial == null ? zeroState(x, batch) : initial;
    List<RecurrentState> last = new ArrayList<>();
    NDArray states = x;
    for (int layer = 0; layer < config.layers(); layer++) {
      NDArray read = layer == 0 ? states : dropout.drop(states, training);
      NDList outputs = new NDList();
      for (int direction = 0; direction < config.directions(); direction++) {
        int index = layer * config.directions() + direction;
        NDList own = arrays(weights.get(index));
        RecurrentState start = first.map(array -> array.get(index)); // (B, H)
        NDArray forward = direction == 0 ? read : VariableLengths.reverse(read, real);
        VariableLengths.Run run =
            VariableLengths.run(forward, start, real, (part, s) -> kernel.run(part, s, own));
        outputs.add(direction == 0 ? run.output() : VariableLengths.reverse(run.output(), real));
        last.add(run.last().map(array -> array.expandDims(0)));
      }
      states = Concatenation.along(2, outputs); // (B, T, N H)
    }
    return new Output(states, RecurrentState.concat(last, 0));
  }

  private VariableLengths.Run fusedRun(NDArray x, RecurrentState initial, NDList weights) {
    NDList states = new NDList(initial.hidden().expandDims(0)); // (1, B, H)
    if (hasCell()) {
      states.add(initial.cell().expandDims(0));
    }
    NDList result = fused(x, states, weights);
    return new VariableLengths.Run(
        result.get(0),
        new RecurrentState(result.get(1).squeeze(0), hasCell() ? result.get(2).squeeze(0) : null));
  }

  private VariableLengths.Run loop(NDArray x, RecurrentState initial, NDList weights) {
    NDArray fromInput = Linear.apply(x, weights.get(0), weights.get(2)); // (B, T, G H)
    RecurrentState state = initial;
    NDList outputs = new NDList();
    for (NDArray step : fromInput.split(x.getShape().get(1), 1)) {
      state = next(step.squeeze(1), state, weights.get(1), weights.get(3));
      outputs.add(state.hidden());
    }
    return new VariableLengths.Run(NDArrays.stack(outputs, 1), state);
  }

  /**
   * One layer, one direction, one kernel call.
   *
   * @param x (B, T, I)
   * @param states h (1, B, H), and c for an LSTM
   * @param weights weight_ih, weight_hh, bias_ih, bias_hh
   * @return output (B, T, H), h_n (1, B, H), and c_n for an LSTM
   */
  abstract NDList fused(NDArray x, NDList states, NDList weights);

  /** The formula of the cell, see {@link RecurrentCell#next}. */
  abstract RecurrentState next(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias);

  /** Whether the state has a cell c beside h. */
  abstract boolean hasCell();

  private NDList arrays(Weights own) {
    return new NDList(
        array(own.inputWeight),
        array(own.hiddenWeight),
        array(own.inputBias),
        array(own.hiddenBias));
  }

  private static int[] requireLengths(int[] lengths, Shape x) {
    int time = Math.toIntExact(x.get(1));
    if (lengths == null) {
      int[] full = new int[Math.toIntExact(x.get(0))];
      Arrays.fill(full, time);
      return full;
    }
    if (lengths.length != x.get(0)
        || Arrays.stream(lengths).anyMatch(length -> length < 1 || length > time)) {
      throw new IllegalArgumentException(
          "Expected "
              + x.get(0)
              + " lengths from 1 to "
              + time
              + " for an input of shape "
              + x
              + ", but got "
              + Arrays.toString(lengths)
              + ".");
    }
    return lengths;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape x = inputShapes[0];
    return new Shape[] {
      new Shape(x.get(0), x.get(1), (long) config.directions() * config.hiddenWidth())
    };
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(run(inputs.singletonOrThrow(), null, null, training).output());
  }
}
