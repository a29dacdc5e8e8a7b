package org.attentionlab.experiments;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;

/** On what a model computes: {@code cpu} or {@code gpu}, and with how many threads. */
public final class Processor {

  private Processor() {}

  /**
   * The device of that name.
   *
   * @throws IllegalArgumentException if there is no such name
   * @throws IllegalStateException if it is a GPU that cannot be used
   */
  public static Device named(String name) {
    switch (name) {
      case "cpu":
        return Device.cpu();
      case "gpu":
        requireGpu();
        return Device.gpu();
      default:
        throw new IllegalArgumentException(
            "There is no device \"" + name + "\". Choose cpu or gpu.");
    }
  }

  /**
   * Sets how many threads libtorch uses for one operation.
   *
   * @param number at least 1
   */
  public static void useThreads(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("Expected at least 1 thread, but got " + number);
    }
    Engine.getInstance(); // loads libtorch
    JniUtils.setNumThreads(number);
  }

  /** One thread for each core, at most 8: more do not help small models. */
  public static int usualThreads() {
    return Math.min(Runtime.getRuntime().availableProcessors(), 8);
  }

  /** How many threads libtorch uses now. */
  public static int threads() {
    Engine.getInstance();
    return JniUtils.getNumThreads();
  }

  private static void requireGpu() {
    String trouble = null;
    if (Engine.getInstance().getGpuCount() == 0) {
      trouble = "this computer has no NVIDIA card that CUDA sees";
    } else {
      try (NDManager manager = NDManager.newBaseManager(Device.gpu())) {
        manager.ones(new Shape(1)).sum().getFloat();
      } catch (RuntimeException | LinkageError e) {
        trouble = "the libtorch that is loaded is built for the CPU only";
      }
    }
    if (trouble != null) {
      throw new IllegalStateException(
          "No GPU can be used: "
              + trouble
              + ". Use --device cpu, or see what ./course doctor says about GPUs.");
    }
  }
}
