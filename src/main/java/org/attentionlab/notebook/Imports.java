package org.attentionlab.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * What a lesson need not import. Classes of other libraries are named one by one where the kit, the
 * JDK and the library share a simple name ({@code Batch}, {@code Trainer}, {@code Linear}), so that
 * the kit's own class is meant.
 */
final class Imports {

  private static final List<String> JDK =
      List.of(
          "java.util.*",
          "java.util.function.*",
          "java.util.stream.*",
          "java.io.IOException",
          "java.nio.charset.StandardCharsets",
          "java.nio.file.*",
          "java.time.Duration");

  private static final List<String> LIBRARIES =
      List.of(
          "ai.djl.Device",
          "ai.djl.engine.Engine",
          "ai.djl.ndarray.NDArray",
          "ai.djl.ndarray.NDArrays",
          "ai.djl.ndarray.NDList",
          "ai.djl.ndarray.NDManager",
          "ai.djl.ndarray.index.NDIndex",
          "ai.djl.ndarray.types.DataType",
          "ai.djl.ndarray.types.Shape",
          "ai.djl.nn.Block",
          "ai.djl.nn.Parameter",
          "ai.djl.training.GradientCollector",
          "tech.tablesaw.api.*");

  private static final List<String> ROOMS =
      List.of(
          "text",
          "data",
          "nn",
          "attention",
          "recurrent",
          "transformer",
          "training",
          "decoding",
          "evaluation",
          "experiments",
          "grading",
          "notebook");

  private Imports() {}

  /** Evaluates one line of Java in a running kernel. */
  interface Evaluator {
    void eval(String line) throws Exception;
  }

  /**
   * Evaluates all import lines. One that fails is left out, since a kernel must start whatever is
   * missing; a lesson that needs the name then says which name it is.
   */
  static void evaluate(Evaluator kernel) {
    for (String line : lines()) {
      try {
        kernel.eval(line);
      } catch (Exception e) {
        // left out, see above
      }
    }
  }

  /** The import lines; rooms that this version of the kit does not have are left out. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    JDK.forEach(name -> lines.add("import " + name + ";"));
    LIBRARIES.forEach(name -> lines.add("import " + name + ";"));
    for (String room : ROOMS) {
      if (Imports.class.getResource("/org/attentionlab/" + room + "/") != null) {
        lines.add("import org.attentionlab." + room + ".*;");
      }
    }
    lines.add("import static org.attentionlab.notebook.Lab.*;");
    return lines;
  }
}
