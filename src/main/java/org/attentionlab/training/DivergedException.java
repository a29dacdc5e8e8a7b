package org.attentionlab.training;

/** Training has left the numbers: a loss or gradient is NaN or infinite. */
public final class DivergedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  DivergedException(String what) {
    super(
        what
            + " Steps this long throw the weights away: lower the factor of the learning rate,"
            + " lengthen the warm-up, or clip the gradients. If the very first step fails, look for"
            + " a mask that hides everything or a division by zero in the model.");
  }
}
