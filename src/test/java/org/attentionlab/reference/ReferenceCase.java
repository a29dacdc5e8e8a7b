package org.attentionlab.reference;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One case: what goes in and what must come out.
 *
 * @param json the file case.json
 * @param tensors the file tensors.npz, empty if there is none
 */
record ReferenceCase(JsonObject json, Map<String, Tensor> tensors) {

  /** The cases in all folders below {@code folder} that hold a case.json, by path. */
  static List<Path> find(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> file.getFileName().toString().equals("case.json"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  /** Reads a case; each tensor that case.json lists must be there. */
  static ReferenceCase read(Path folder) throws IOException {
    JsonObject json =
        JsonParser.parseString(Files.readString(folder.resolve("case.json"))).getAsJsonObject();
    if (json.get("format").getAsInt() != 1) {
      throw new IOException(folder + ": format " + json.get("format") + ", we read 1");
    }
    Path npz = folder.resolve("tensors.npz");
    ReferenceCase read = new ReferenceCase(json, Files.exists(npz) ? Npz.read(npz) : Map.of());
    read.requireTensors("inputs", "input.");
    read.requireTensors("state", "state.");
    read.requireTensors("outputs", "output.");
    read.requireTensors("gradients", "grad.");
    return read;
  }

  private void requireTensors(String list, String prefix) throws IOException {
    for (String tensor : list(list)) {
      if (!tensors.containsKey(prefix + tensor)) {
        throw new IOException("case.json lists " + prefix + tensor + ", tensors.npz lacks it");
      }
    }
  }

  String family() {
    return json.get("family").getAsString();
  }

  String name() {
    return json.get("name").getAsString();
  }

  JsonObject parameters() {
    return json.getAsJsonObject("parameters");
  }

  JsonObject given() {
    return json.getAsJsonObject("given");
  }

  /** What must come out besides tensors, or {@code null}. */
  JsonElement expected() {
    JsonElement expected = json.get("expected");
    return expected == null || expected.isJsonNull() ? null : expected;
  }

  /** Whether the library must refuse these parameters. */
  boolean expectsError() {
    return expected() != null
        && expected().isJsonObject()
        && expected().getAsJsonObject().has("error");
  }

  List<String> list(String field) {
    List<String> names = new ArrayList<>();
    if (json.get(field) instanceof JsonArray array) {
      array.forEach(name -> names.add(name.getAsString()));
    }
    return names;
  }

  int integer(String parameter) {
    return parameter(parameter).getAsInt();
  }

  double number(String parameter) {
    return parameter(parameter).getAsDouble();
  }

  String text(String parameter) {
    return parameter(parameter).getAsString();
  }

  /** Whether the parameter is true; no parameter is false. */
  boolean flag(String parameter) {
    return has(parameter) && parameter(parameter).getAsBoolean();
  }

  /** Whether the parameter is there and not null. */
  boolean has(String parameter) {
    JsonElement value = parameters().get(parameter);
    return value != null && !value.isJsonNull();
  }

  private JsonElement parameter(String name) {
    if (!has(name)) {
      throw new IllegalStateException("The case has no parameter " + name);
    }
    return parameters().get(name);
  }

  /** ε of layer norm, 1e-5 unless given. */
  double epsilon() {
    return has("eps") ? number("eps") : 1e-5;
  }

  boolean hasInput(String input) {
    return tensors.containsKey("input." + input);
  }

  Tensor input(String input) {
    Tensor tensor = tensors.get("input." + input);
    if (tensor == null) {
      throw new IllegalStateException("The case has no input " + input);
    }
    return tensor;
  }
}
