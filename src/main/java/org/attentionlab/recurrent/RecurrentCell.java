package org.attentionlab.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.attentionlab.nn.Initializers;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.nn.Shapes;

/**
 * One step of a recurrent network, with weights that are the same at every step. The parameters
 * have PyTorch's names: {@code weight_ih} (G H, I) reads the input, {@code weight_hh} (G H, H)
 * reads the previous state, each with a bias; G is the number of gate blocks.
 */
public abstract class RecurrentCell extends Layer {

  private final long inputWidth;
  private final Parameter inputWeight;
  private final Parameter hiddenWeight;
  private final Parameter inputBias;
  private final Parameter hiddenBias;

  /** A cell with {@code gates} blocks of H rows, starting uniform in ±1/√H as in PyTorch. */
  protected RecurrentCell(long inputWidth, long hiddenWidth, int gates, RandomStream stream) {
    this.inputWidth = inputWidth;
    double bound = 1 / Math.sqrt(hiddenWidth);
    long rows = gates * hiddenWidth;
    var uniform = Initializers.uniform(stream, bound);
    inputWeight = parameter("weight_ih", Parameter.Type.WEIGHT, uniform, rows, inputWidth);
    hiddenWeight = parameter("weight_hh", Parameter.Type.WEIGHT, uniform, rows, hiddenWidth);
    inputBias = parameter("bias_ih", Parameter.Type.BIAS, uniform, rows);
    hiddenBias = parameter("bias_hh", Parameter.Type.BIAS, uniform, rows);
  }

  /**
   * Reads one input.
   *
   * @param x (B, I)
   * @param previous the state before, (B, H)
   * @return the state after, (B, H)
   */
  public RecurrentState step(NDArray x, RecurrentState previous) {
    return next(fromInput(x), previous, hiddenWeight(), hiddenBias());
  }

  /** W_ih x + b_ih, (B, G H). */
  NDArray fromInput(NDArray x) {
    Shapes.requireLast("the input of one step", x, inputWidth);
    return Linear.apply(x, array(inputWeight), array(inputBias));
  }

  /** W_hh, (G H, H). */
  NDArray hiddenWeight() {
    return array(hiddenWeight);
  }

  /** b_hh, (G H). */
  NDArray hiddenBias() {
    return array(hiddenBias);
  }

  /**
   * The formula of the cell.
   *
   * @param fromInput W_ih x + b_ih, (B, G H)
   * @param previous (B, H)
   * @param hiddenWeight W_hh, (G H, H)
   * @param hiddenBias b_hh, (G H)
   */
  protected abstract RecurrentState next(
      NDArray fromInput, RecurrentState previous, NDArray hiddenWeight, NDArray hiddenBias);

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    RecurrentState previous =
        new RecurrentState(inputs.get(1), inputs.size() > 2 ? inputs.get(2) : null);
    RecurrentState state = step(inputs.get(0), previous);
    return state.cell() == null
        ? new NDList(state.hidden())
        : new NDList(state.hidden(), state.cell());
  }
}
