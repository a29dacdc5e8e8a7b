package org.attentionlab.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every tensor of every case matters: if one of its elements were another, the case would fail. */
class SensitivityTest {

  private static final float FAR = 1e3f;

  @TestFactory
  Stream<DynamicTest> aCaseFailsWhenOneElementIsChanged() throws IOException {
    Path folder = ReferenceCases.own();
    return ReferenceCase.find(folder).stream()
        .map(one -> dynamicTest(folder.relativize(one).toString(), () -> changeEachKey(one)));
  }

  private static void changeEachKey(Path folder) throws IOException {
    ReferenceCase reference = ReferenceCase.read(folder);
    if (reference.expectsError()) {
      return;
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      CaseRun run = new CaseRun(reference, manager);
      ReferenceCases.compute(run);
      assertThat(run.compare(reference).failures()).isEmpty();
      for (String key : reference.tensors().keySet()) {
        if (key.startsWith("output.") || key.startsWith("grad.")) {
          Map<String, Tensor> tensors = new HashMap<>(reference.tensors());
          tensors.put(key, changed(tensors.get(key)));
          Comparison comparison = run.compare(new ReferenceCase(reference.json(), tensors));
          assertThat(comparison.passed()).as(key).isFalse();
          assertThat(comparison.worst()).isEqualTo(key);
        }
      }
      if (reference.expected() != null) {
        JsonObject json = reference.json().deepCopy();
        json.add("expected", changed(json.get("expected")));
        assertThat(run.compare(new ReferenceCase(json, reference.tensors())).passed()).isFalse();
      }
    }
  }

  /** The same with its last element changed; the last is in no ignored range. */
  private static Tensor changed(Tensor tensor) {
    if (tensor.data() instanceof float[] floats) {
      float[] copy = floats.clone();
      copy[copy.length - 1] = FAR * (1 + Math.abs(copy[copy.length - 1]));
      return new Tensor(tensor.shape(), copy);
    }
    if (tensor.data() instanceof long[] longs) {
      long[] copy = longs.clone();
      copy[copy.length - 1]++;
      return new Tensor(tensor.shape(), copy);
    }
    boolean[] copy = ((boolean[]) tensor.data()).clone();
    copy[copy.length - 1] ^= true;
    return new Tensor(tensor.shape(), copy);
  }

  /** The same with its first number or word changed. */
  private static JsonElement changed(JsonElement json) {
    if (json instanceof JsonObject object) {
      String first = object.keySet().iterator().next();
      object.add(first, changed(object.get(first)));
      return object;
    }
    if (json instanceof JsonArray array) {
      array.set(0, changed(array.get(0)));
      return array;
    }
    if (!json.getAsJsonPrimitive().isNumber()) {
      return new JsonPrimitive(json.getAsString() + "x");
    }
    return json.getAsString().matches("-?[0-9]+")
        ? new JsonPrimitive(json.getAsLong() + 1)
        : new JsonPrimitive(FAR * (1 + Math.abs(json.getAsDouble())));
  }
}
