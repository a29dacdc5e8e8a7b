package org.attentionlab.experiments;

/**
 * How a {@link MemoryTraining} goes.
 *
 * @param hiddenWidth H
 * @param batch samples of a step
 * @param learningRate of Adam with β 0.9 and 0.999, constant
 * @param maxNorm gradients are clipped to this global norm
 * @param forgetBias of the LSTM, see {@link org.attentionlab.recurrent.ForgetBias}; {@code null}
 *     for PyTorch's start around 0
 */
public record MemoryConfig(
    int hiddenWidth, int batch, double learningRate, double maxNorm, Double forgetBias) {

  /** Width 64, batches of 64, rate 0.003, norm 1, forget bias 1. */
  public static MemoryConfig usual() {
    return new MemoryConfig(64, 64, 3e-3, 1, 1.0);
  }

  /** The same with another forget bias. */
  public MemoryConfig withForgetBias(Double bias) {
    return new MemoryConfig(hiddenWidth, batch, learningRate, maxNorm, bias);
  }
}
