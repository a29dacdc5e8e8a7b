package org.attentionlab.cli;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.attentionlab.nn.MatrixProduct;
import org.attentionlab.nn.MatrixProductTrial;

/**
 * The way of matrix products that was measured once on this machine. Both ways round differently,
 * and a measurement can come out either way where they are near each other; kept in a file, every
 * training of this folder takes the same one, and equal seeds give equal bits.
 */
final class RememberedMatrixProduct {

  private RememberedMatrixProduct() {}

  /** What {@code --matrix-product} can say. */
  enum Wish {
    AUTO,
    MKL,
    ONEDNN;

    /** The value of {@link MatrixProductTrial#PROPERTY}. */
    String property() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Makes this process do as wished.
   *
   * @param wish {@code null} if the user said nothing; then the system property holds, if it is set
   */
  static void take(CourseHome home, Wish wish) throws IOException {
    if (wish != null) {
      System.setProperty(MatrixProductTrial.PROPERTY, wish.property());
    }
    take(home);
  }

  /** Makes this process take the remembered way, or measures and remembers it. */
  static void take(CourseHome home) throws IOException {
    if (!System.getProperty(MatrixProductTrial.PROPERTY, "auto").equals("auto")) {
      return;
    }
    Path file = home.made().resolve("matrix-product");
    String processor = MachineChecks.processorName();
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() == 2 && lines.get(0).equals(processor)) {
        System.setProperty(MatrixProductTrial.PROPERTY, lines.get(1));
        return;
      }
    }
    MatrixProduct way = MatrixProductTrial.choose(Device.cpu());
    String name = way == MatrixProduct.ONE_DNN ? "onednn" : "mkl";
    Files.createDirectories(home.made());
    Files.write(file, List.of(processor, name));
    System.setProperty(MatrixProductTrial.PROPERTY, name);
  }
}
