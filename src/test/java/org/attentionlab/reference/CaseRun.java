package org.attentionlab.reference;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.Layer;
import org.attentionlab.nn.NamedParameters;

/** One case while the library computes it: tensors in, outputs and gradients out. */
final class CaseRun {

  /** The forward computation: puts its outputs by name into the run. */
  interface Forward {
    void run();
  }

  final ReferenceCase reference;
  final NDManager manager;
  private final Map<String, NDArray> inputs = new LinkedHashMap<>();
  private final Map<String, NDArray> state = new LinkedHashMap<>();
  private final Map<String, NDArray> outputs = new LinkedHashMap<>();
  private final Map<String, Tensor> results = new LinkedHashMap<>();
  private JsonElement found;

  CaseRun(ReferenceCase reference, NDManager manager) {
    this.reference = reference;
    this.manager = manager;
  }

  /** An input tensor; the same array each time, with a gradient if the case asks for one. */
  NDArray input(String name) {
    return inputs.computeIfAbsent(
        name,
        key -> {
          NDArray array = reference.input(key).in(manager);
          if (reference.list("gradients").contains("input." + key)) {
            array.setRequiresGradient(true);
          }
          return array;
        });
  }

  /** An input tensor, or {@code null} if the case has none of this name. */
  NDArray inputOrNull(String name) {
    return reference.hasInput(name) ? input(name) : null;
  }

  /** The mask of an input [B, T_k] or [T_q, T_k], or none if the case has no such input. */
  Mask keyMask(String name) {
    NDArray hidden = inputOrNull(name);
    return hidden == null ? Mask.none() : Mask.of(hidden.expandDims(1)); // (B, 1, T_k)
  }

  /** A state tensor that belongs to no block. */
  NDArray state(String name) {
    return state.computeIfAbsent(
        name,
        key -> {
          NDArray array = reference.tensors().get("state." + key).in(manager);
          array.setRequiresGradient(reference.list("gradients").contains("state." + key));
          return array;
        });
  }

  /** Initializes a block and gives it the case's state, all of it and nothing else. */
  <T extends Layer> T load(T block) {
    return load(block, "");
  }

  /** The same for the part of the state whose names begin with {@code prefix}. */
  <T extends Layer> T load(T block, String prefix) {
    block.initialize(manager);
    Map<String, Parameter> named = NamedParameters.of((Block) block);
    TreeSet<String> expected = new TreeSet<>();
    reference.list("state").stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(name -> expected.add(name.substring(prefix.length())));
    if (!expected.equals(new TreeSet<>(named.keySet()))) {
      throw new IllegalStateException(
          "The case's state is " + expected + ", the block's is " + new TreeSet<>(named.keySet()));
    }
    named.forEach(
        (name, parameter) -> {
          NDArray array = parameter.getArray();
          NDArray value = reference.tensors().get("state." + prefix + name).in(manager);
          if (!value.getShape().equals(array.getShape())) {
            throw new IllegalStateException(
                name + ": the case has " + value.getShape() + ", we " + array.getShape());
          }
          array.setRequiresGradient(false);
          array.subi(array).addi(value);
          array.setRequiresGradient(true);
          state.put(prefix + name, array);
        });
    return block;
  }

  void output(String name, NDArray array) {
    outputs.put(name, array);
    results.put("output." + name, Tensor.of(array));
  }

  void output(String name, Tensor tensor) {
    results.put("output." + name, tensor);
  }

  /** A gradient that was computed by hand. */
  void gradient(String name, NDArray array) {
    results.put("grad." + name, Tensor.of(array));
  }

  void found(JsonElement json) {
    found = json;
  }

  /** Runs the computation under autograd, differentiates the objective, and keeps the gradients. */
  void differentiate(Forward forward) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      forward.run();
      NDArray objective = null;
      for (JsonElement term : reference.json().getAsJsonArray("objective")) {
        JsonObject parts = term.getAsJsonObject();
        NDArray value = outputs.get(parts.get("output").getAsString());
        if (!parts.get("cotangent").isJsonNull()) {
          value = value.mul(input(parts.get("cotangent").getAsString())).sum();
        }
        objective = objective == null ? value.sum() : objective.add(value.sum());
      }
      collector.backward(objective);
    }
    for (String name : reference.list("gradients")) {
      NDArray array =
          name.startsWith("input.")
              ? inputs.get(name.substring("input.".length()))
              : state.get(name.substring("state.".length()));
      if (array != null) {
        results.put("grad." + name, gradient(array));
      }
    }
  }

  /** The gradient, or zeros for an array that the objective does not depend on. */
  private static Tensor gradient(NDArray array) {
    NDArray gradient = array.hasGradient() ? array.getGradient() : null;
    return Tensor.of(gradient == null ? array.zerosLike() : gradient);
  }

  /** Everything that came, against everything that was expected. */
  Comparison compare() {
    Comparison comparison = new Comparison(reference.json());
    reference
        .tensors()
        .forEach(
            (key, expected) -> {
              if (key.startsWith("output.") || key.startsWith("grad.")) {
                comparison.tensor(key, expected, results.get(key));
              }
            });
    if (reference.expected() != null) {
      comparison.json("expected", reference.expected(), found);
    }
    return comparison;
  }
}
