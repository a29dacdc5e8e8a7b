package org.attentionlab.grading;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attentionlab.text.PortableJson;

/**
 * The program in the sandbox: reads a {@link StudentJob} from standard input, runs the student's
 * code, and writes a line of JSON for each call. It knows nothing that is secret. Whatever the code
 * does to this process, what counts outside are the values that it writes.
 */
public final class StudentMain {

  private final PrintStream answers;
  private final NDManager manager;

  private StudentMain(PrintStream answers, NDManager manager) {
    this.answers = answers;
    this.manager = manager;
  }

  /** Runs the job. */
  public static void main(String[] args) throws IOException {
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    System.setIn(InputStream.nullInputStream());
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    System.setErr(System.out);
    StudentJob job = StudentJob.of(PortableJson.parse(text).getAsJsonObject());
    Engine.getInstance(); // loads libtorch
    JniUtils.setGradMode(false);
    try (NDManager manager = NDManager.newBaseManager()) {
      StudentMain program = new StudentMain(answers, manager);
      job.tasks().forEach(task -> program.run(task, job.cells()));
    }
    System.exit(0); // threads that the code has left do not keep the process alive
  }

  /** Each exercise has a shell of its own, since each hides other classes. */
  private void run(StudentJob.Task task, List<String> cells) {
    List<String> broken = new ArrayList<>();
    try (StudentCode code = new StudentCode(Set.copyOf(task.hidden()))) {
      for (String cell : cells) {
        try {
          code.add(cell);
        } catch (DoesNotCompileException e) {
          broken.add(e.getMessage()); // other cells may be right
        }
      }
      Answer answer = code.answer(Signature.of(task.method()));
      for (JsonArray call : task.calls()) {
        say(task, outcome(answer, call));
      }
    } catch (DoesNotCompileException e) {
      JsonObject json = new JsonObject();
      String others = broken.isEmpty() ? "" : " A cell does not compile: " + broken.get(0);
      json.addProperty("compiler", e.getMessage() + others);
      say(task, json);
    }
  }

  private JsonObject outcome(Answer answer, JsonArray call) {
    List<Object> arguments = new ArrayList<>();
    for (JsonElement argument : call) {
      arguments.add(Value.decode(argument, manager));
    }
    JsonObject json = new JsonObject();
    try {
      json.add("value", Value.encode(answer.call(arguments.toArray())));
    } catch (Exception | StackOverflowError | AssertionError | OutOfMemoryError | LinkageError e) {
      json.addProperty("failure", Calls.inWords(e));
    }
    return json;
  }

  /** At once, so that nothing is lost if a later call ends the process. */
  private void say(StudentJob.Task task, JsonObject json) {
    json.addProperty("exercise", task.exercise());
    answers.println(json);
    answers.flush();
  }
}
