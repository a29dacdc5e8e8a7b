package org.attentionlab.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attentionlab.nn.NamedParameters;

/** Named tensors of a model: reading them out, and copying saved ones in. */
public final class Weights {

  private static final int NAMES_SHOWN = 3;
  private static final NDIndex ALL = new NDIndex("...");

  private Weights() {}

  /** All weights of a model by name, those that do not learn too; not copies. */
  public static Map<String, NDArray> of(Block model) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    NamedParameters.of(model).forEach((name, p) -> weights.put(name, p.getArray()));
    return weights;
  }

  /** The weights of {@code model} that learn, by name; not copies. */
  public static Map<String, NDArray> learned(Block model) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    NamedParameters.of(model)
        .forEach(
            (name, parameter) -> {
              if (parameter.requiresGradient()) {
                weights.put(name, parameter.getArray());
              }
            });
    return weights;
  }

  /** Where the weights of a model live. */
  public static Device device(Block model) {
    return of(model).values().iterator().next().getDevice();
  }

  /**
   * Copies values of the same names and shapes over {@code to}, in place.
   *
   * @throws IllegalArgumentException if a name is missing or unknown or a shape differs; then
   *     nothing was changed
   */
  public static void copy(Map<String, NDArray> from, Map<String, NDArray> to) {
    requireSame(from, to);
    try (GradientMode off = GradientMode.off()) {
      // Not copyTo: it goes through a Java buffer and makes libtorch print a warning.
      to.forEach((name, target) -> target.set(ALL, from.get(name)));
    }
  }

  private static void requireSame(Map<String, NDArray> from, Map<String, NDArray> to) {
    Set<String> missing = new TreeSet<>(to.keySet());
    missing.removeAll(from.keySet());
    Set<String> unknown = new TreeSet<>(from.keySet());
    unknown.removeAll(to.keySet());
    List<String> shapes = new ArrayList<>();
    to.forEach(
        (name, target) -> {
          NDArray source = from.get(name);
          if (source != null && !source.getShape().equals(target.getShape())) {
            shapes.add(
                name
                    + " is "
                    + source.getShape()
                    + " in the file and "
                    + target.getShape()
                    + " in the model");
          }
        });
    if (missing.isEmpty() && unknown.isEmpty() && shapes.isEmpty()) {
      return;
    }
    throw new IllegalArgumentException(
        "These weights belong to another model"
            + some("; not in the file: ", missing)
            + some("; not in the model: ", unknown)
            + some("; other shapes: ", shapes)
            + ". Build the model with the configuration it was saved with.");
  }

  private static String some(String what, java.util.Collection<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String shown = String.join(", ", names.stream().limit(NAMES_SHOWN).toList());
    int more = names.size() - NAMES_SHOWN;
    return what + shown + (more > 0 ? " and " + more + " more" : "");
  }
}
