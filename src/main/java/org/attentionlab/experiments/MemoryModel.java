package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.recurrent.ForgetBias;
import org.attentionlab.recurrent.Gru;
import org.attentionlab.recurrent.Lstm;
import org.attentionlab.recurrent.RecurrentConfig;
import org.attentionlab.recurrent.RecurrentLayer;
import org.attentionlab.recurrent.Rnn;
import org.attentionlab.recurrent.Seq2SeqConfig.Cell;

/**
 * The smallest model for a {@link MemoryTask}: one recurrent layer, and a linear map from the state
 * to the answer. (With one-hot inputs W_ih is the embedding.)
 */
public final class MemoryModel extends Layer {

  private final RecurrentLayer recurrent;
  private final Linear output;
  private final int answers;

  /**
   * A model without weights yet. They start as in PyTorch: uniform in ±1/√H in the recurrent layer.
   *
   * @param hiddenWidth H
   */
  public MemoryModel(MemoryTask task, Cell cell, int hiddenWidth, RandomStream stream) {
    answers = task.answers();
    RecurrentConfig sizes = RecurrentConfig.of(task.inputWidth(), hiddenWidth);
    recurrent =
        addChildBlock(
            "recurrent",
            switch (cell) {
              case RNN -> new Rnn(sizes, stream);
              case LSTM -> new Lstm(sizes, stream);
              case GRU -> new Gru(sizes, stream);
            });
    output = addChildBlock("output", new Linear(hiddenWidth, task.outputWidth(), true, stream));
  }

  /**
   * The same with another start of the LSTM's forget gates; RNN and GRU have none and stay as they
   * are.
   *
   * @param forgetBias see {@link ForgetBias}; {@code null} for PyTorch's start around 0
   */
  void initialize(NDManager manager, Double forgetBias) {
    initialize(manager);
    if (forgetBias != null && recurrent instanceof Lstm) {
      ForgetBias.set(recurrent, forgetBias);
    }
  }

  /** The recurrent layer, to look inside. */
  public RecurrentLayer recurrent() {
    return recurrent;
  }

  /**
   * The outputs at the steps that are answers.
   *
   * @param inputs (B, T, I)
   * @return (B, A, O)
   */
  public NDArray answer(NDArray inputs) {
    NDArray states = recurrent.run(inputs, null, null, true).output(); // (B, T, H)
    return output.map(states.get(new NDIndex(":, -" + answers + ":")));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(answer(inputs.singletonOrThrow()));
  }
}
