package org.attentionlab.cli;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.Utils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.attentionlab.nn.MatrixProductTrial;

/** What {@code doctor} asks DJL and libtorch. */
final class NativeChecks {

  private boolean loaded;

  Finding library() {
    long began = System.nanoTime();
    try {
      Engine engine = Engine.getEngine("PyTorch");
      try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
        float sum = manager.ones(new Shape(2, 2)).sum().getFloat();
        if (sum != 4f) {
          return Finding.broken("libtorch", "computes 1+1+1+1 = " + sum, "Delete " + cache() + ".");
        }
      }
      loaded = true;
      return Finding.good(
          "libtorch",
          String.format(
              Locale.ROOT,
              "DJL %s, libtorch %s, loaded in %.1f s from %s",
              Engine.getDjlVersion(),
              engine.getVersion(),
              seconds(began),
              cache()));
    } catch (RuntimeException | LinkageError e) {
      return Finding.broken("libtorch", "does not load: " + rootOf(e).getMessage(), remedy());
    }
  }

  private static String remedy() {
    if (Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))) {
      return "This system uses musl; libtorch needs glibc. Use Debian, Ubuntu or Fedora.";
    }
    long free = cache().toFile().getUsableSpace() >> 20;
    return free > 0 && free < 600
        ? "It unpacks 450 MB into " + cache() + ", where " + free + " MB are free. Free some."
        : "Delete " + cache() + " and try again; DJL_CACHE_DIR names another folder for it.";
  }

  Finding gpu() {
    String card =
        MachineChecks.output(
                List.of("nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"))
            .strip();
    if (card.isEmpty()) {
      return Finding.good("GPU", "no NVIDIA card found; everything runs on the CPU");
    }
    int usable = loaded ? Engine.getEngine("PyTorch").getGpuCount() : 0;
    boolean cuda = loaded && usable > 0 && gpuComputes();
    if (cuda) {
      return Finding.good("GPU", card + ": --device gpu works");
    }
    return Finding.note(
        "GPU",
        card + ", and the CPU build of libtorch is loaded",
        "'--device gpu' fetches the CUDA build of libtorch 2.7.1 once (2.5 GB); or set"
            + " PYTORCH_LIBRARY_PATH to the lib folder of an installed PyTorch 2.7.1 (see README).");
  }

  private static boolean gpuComputes() {
    try (NDManager manager = NDManager.newBaseManager(Device.gpu(), "PyTorch")) {
      return manager.ones(new Shape(2, 2)).sum().getFloat() == 4f;
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
  }

  /** Both ways to multiply matrices, because which is faster depends on the processor. */
  Finding matrixProducts() {
    if (!loaded) {
      return Finding.note("matrix products", "not measured", "libtorch must load first.");
    }
    MatrixProductTrial.Speeds speeds = MatrixProductTrial.speeds();
    return Finding.good("matrix products", speeds + "; training uses " + speeds.faster());
  }

  private static Path cache() {
    return Utils.getEngineCacheDir("pytorch");
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static Throwable rootOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
