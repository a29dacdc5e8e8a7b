package org.attentionlab.nn;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/**
 * Finds out which {@link MatrixProduct} is faster on this processor: some milliseconds of the
 * products that a layer of a Transformer makes forward and backward, both ways in turns, on one
 * thread. The result is kept for the life of the process. {@code -Dattentionlab.matrixProduct=mkl}
 * (or {@code onednn}) decides without measuring.
 */
public final class MatrixProductTrial {

  /** The system property that decides: {@code mkl}, {@code onednn} or {@code auto}. */
  public static final String PROPERTY = "attentionlab.matrixProduct";

  /**
   * oneDNN must be this much faster to be taken. Where both are alike, the same way is then chosen
   * every time, and equal seeds give equal bits.
   */
  private static final double CLEARLY = 1.1;

  private static final int ROWS = 2080;
  private static final int IN = 128;
  private static final int OUT = 256;
  private static final int TURNS = 12;
  private static final int LARGE = 1024;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static Speeds measured;

  /**
   * What one thread does, in 10^9 additions and multiplications a second; the best of some turns.
   *
   * @param mkl through libtorch's {@code linear}
   * @param oneDnn through a convolution
   */
  public record Speeds(double mkl, double oneDnn) {

    /** The faster way; {@link MatrixProduct#MKL} unless the other one is clearly faster. */
    public MatrixProduct faster() {
      return oneDnn > CLEARLY * mkl ? MatrixProduct.ONE_DNN : MatrixProduct.MKL;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "MKL %.0f GFLOPS, oneDNN %.0f GFLOPS", mkl, oneDnn);
    }
  }

  private MatrixProductTrial() {}

  /** Both speeds of one thread, measured at the first call. */
  public static synchronized Speeds speeds() {
    if (measured == null) {
      measured = measure();
    }
    return measured;
  }

  /**
   * Chooses the way for this process and says which it is. A GPU always takes libtorch's own.
   *
   * @throws IllegalArgumentException if the system property names no way
   */
  public static MatrixProduct choose(Device device) {
    MatrixProduct way =
        device.isGpu()
            ? MatrixProduct.MKL
            : switch (System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT)) {
              case "auto" -> speeds().faster();
              case "mkl" -> MatrixProduct.MKL;
              case "onednn" -> MatrixProduct.ONE_DNN;
              default ->
                  throw new IllegalArgumentException(
                      "Expected mkl, onednn or auto for "
                          + PROPERTY
                          + ", but got "
                          + System.getProperty(PROPERTY)
                          + ".");
            };
    MatrixProduct.choose(way);
    return way;
  }

  /**
   * The most that matrix products reach here, with as many threads as libtorch may use: two large
   * square matrices, forward, the better way, the best of some turns by the wall clock.
   *
   * @return 10^9 additions and multiplications a second
   */
  public static double peak() {
    Engine.getInstance(); // loads libtorch
    double best = 0;
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      NDArray x = manager.randomNormal(new Shape(LARGE, LARGE));
      NDArray weight = manager.randomNormal(new Shape(LARGE, LARGE));
      for (int turn = 0; turn < 2 * TURNS; turn++) {
        MatrixProduct way = turn % 2 == 0 ? MatrixProduct.MKL : MatrixProduct.ONE_DNN;
        long began = System.nanoTime();
        way.linear(x, weight, null).close();
        best = Math.max(best, 2.0 * LARGE * LARGE * LARGE / (System.nanoTime() - began));
      }
    } finally {
      JniUtils.setGradMode(before);
    }
    return best;
  }

  private static Speeds measure() {
    double mkl = 0;
    double oneDnn = 0;
    Engine.getInstance(); // loads libtorch
    int threads = JniUtils.getNumThreads();
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      boolean before = JniUtils.isGradMode();
      JniUtils.setGradMode(true);
      JniUtils.setNumThreads(1); // the answer must not depend on what else runs on this machine
      try {
        NDArray x = manager.randomNormal(new Shape(ROWS, IN));
        NDArray weight = manager.randomNormal(new Shape(OUT, IN));
        NDArray bias = manager.zeros(new Shape(OUT));
        NDArray gradient = manager.randomNormal(new Shape(ROWS, OUT));
        for (NDArray input : new NDArray[] {x, weight, bias}) {
          input.setRequiresGradient(true);
        }
        for (int turn = 0; turn < TURNS; turn++) {
          mkl = Math.max(mkl, gigaflops(MatrixProduct.MKL, x, weight, bias, gradient));
          oneDnn = Math.max(oneDnn, gigaflops(MatrixProduct.ONE_DNN, x, weight, bias, gradient));
        }
      } finally {
        JniUtils.setGradMode(before);
        JniUtils.setNumThreads(threads);
      }
    }
    return new Speeds(mkl, oneDnn);
  }

  /** One product forward and its two backward. */
  private static double gigaflops(
      MatrixProduct way, NDArray x, NDArray weight, NDArray bias, NDArray gradient) {
    long began = clock();
    NDArray y = way.linear(x, weight, bias);
    JniUtils.backward((PtNDArray) y, (PtNDArray) gradient, false, false);
    long nanos = Math.max(1, clock() - began);
    y.close();
    return 3 * 2.0 * ROWS * IN * OUT / nanos; // operations in a nanosecond are 10^9 in a second
  }

  /**
   * The time that this thread has computed, others' work not counted; Windows tells it coarsely.
   */
  private static long clock() {
    boolean fine = !System.getProperty("os.name").startsWith("Windows");
    return fine && THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
