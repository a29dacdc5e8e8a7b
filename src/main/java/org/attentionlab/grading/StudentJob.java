package org.attentionlab.grading;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sandbox is told: the cells of a student, and which methods to call with what. The right
 * results are not in it.
 *
 * @param cells source texts
 * @param tasks one an exercise
 */
record StudentJob(List<String> cells, List<Task> tasks) {

  /**
   * The calls of one exercise.
   *
   * @param exercise its id
   * @param method the head of its method
   * @param hidden names of classes that its answer must not use
   * @param calls the encoded arguments of each call
   */
  record Task(String exercise, String method, List<String> hidden, List<JsonArray> calls) {

    static Task of(Exercise exercise, List<Calls.Call> calls) {
      List<JsonArray> encoded = new ArrayList<>();
      for (Calls.Call call : calls) {
        JsonArray arguments = new JsonArray();
        call.arguments().forEach(argument -> arguments.add(Value.encode(argument)));
        encoded.add(arguments);
      }
      return new Task(
          exercise.id(),
          exercise.signature().toString(),
          List.copyOf(exercise.hiddenNames()),
          encoded);
    }
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    JsonArray texts = new JsonArray();
    cells.forEach(texts::add);
    json.add("cells", texts);
    JsonArray all = new JsonArray();
    for (Task task : tasks) {
      JsonObject one = new JsonObject();
      one.addProperty("exercise", task.exercise());
      one.addProperty("method", task.method());
      JsonArray hidden = new JsonArray();
      task.hidden().forEach(hidden::add);
      one.add("hidden", hidden);
      JsonArray calls = new JsonArray();
      task.calls().forEach(calls::add);
      one.add("calls", calls);
      all.add(one);
    }
    json.add("tasks", all);
    return json;
  }

  static StudentJob of(JsonObject json) {
    List<String> cells = new ArrayList<>();
    json.getAsJsonArray("cells").forEach(cell -> cells.add(cell.getAsString()));
    List<Task> tasks = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("tasks")) {
      JsonObject one = element.getAsJsonObject();
      List<JsonArray> calls = new ArrayList<>();
      one.getAsJsonArray("calls").forEach(call -> calls.add(call.getAsJsonArray()));
      List<String> hidden = new ArrayList<>();
      one.getAsJsonArray("hidden").forEach(name -> hidden.add(name.getAsString()));
      tasks.add(
          new Task(
              one.get("exercise").getAsString(), one.get("method").getAsString(), hidden, calls));
    }
    return new StudentJob(cells, tasks);
  }
}
