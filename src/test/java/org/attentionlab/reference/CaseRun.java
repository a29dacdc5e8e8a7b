package org.attentionlab.reference;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.Layer;
import org.attentionlab.training.Weights;

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
    Map<String, NDArray> given = new LinkedHashMap<>();
    for (String name : reference.list("state")) {
      if (name.startsWith(prefix)) {
        given.put(
            name.substring(prefix.length()), reference.tensors().get("state." + name).in(manager));
      }
    }
    Map<String, NDArray> own = Weights.of(block);
    try {
      Weights.copy(given, own); // refuses if a name or a shape differs
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(e); // our slip or the case's, not a refusal of parameters
    }
    own.forEach((name, array) -> state.put(prefix + name, array));
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
    if (!(reference.json().get("objective") instanceof JsonArray objective)) {
      forward.run(); // a case without gradients
      return;
    }
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      forward.run();
      NDList terms = new NDList();
      for (JsonElement term : objective) {
        JsonObject parts = term.getAsJsonObject();
        NDArray value = outputs.get(parts.get("output").getAsString());
        JsonElement cotangent = parts.get("cotangent");
        terms.add(
            cotangent == null || cotangent.isJsonNull()
                ? value.sum()
                : value.mul(input(cotangent.getAsString())).sum());
      }
      collector.backward(NDArrays.stack(terms).sum());
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

  /** Everything that came, against everything that {@code expected} expects. */
  Comparison compare(ReferenceCase expected) {
    Comparison comparison = new Comparison(expected.json());
    expected
        .tensors()
        .forEach(
            (key, tensor) -> {
              if (key.startsWith("output.") || key.startsWith("grad.")) {
                comparison.tensor(key, tensor, results.get(key));
              }
            });
    if (expected.expected() != null) {
      comparison.json("expected", expected.expected(), found);
    }
    return comparison;
  }
}
