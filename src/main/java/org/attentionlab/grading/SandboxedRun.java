package org.attentionlab.grading;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.attentionlab.text.PortableJson;

/**
 * Runs a {@link StudentJob} in a process of its own and reads the values that come back, at most so
 * many bytes and for at most so long. What does not parse does not count.
 */
final class SandboxedRun {

  private static final int MOST_BYTES = 20_000_000;

  private final List<String> command;
  private final long seconds;

  /**
   * A way to run jobs.
   *
   * @param command of the process, sandbox and all
   * @param seconds after which it is ended
   */
  SandboxedRun(List<String> command, long seconds) {
    this.command = List.copyOf(command);
    this.seconds = seconds;
  }

  /**
   * What one exercise gave.
   *
   * @param lines one a call that was made
   * @param compiler what is wrong with the source, or null
   */
  record Answers(List<JsonObject> lines, String compiler) {

    /** The outcomes of all calls; those that were never made failed with {@code otherwise}. */
    List<Outcome> outcomes(List<Calls.Call> calls, NDManager manager, String otherwise) {
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < calls.size(); i++) {
        Calls.Call call = calls.get(i);
        JsonObject line = i < lines.size() ? lines.get(i) : null;
        Object value = null;
        String failure = line == null ? otherwise : null;
        try {
          if (line != null && line.has("value")) {
            value = Value.decode(line.get("value"), manager);
          } else if (line != null) {
            failure = line.get("failure").getAsString();
          }
        } catch (RuntimeException e) { // it is not what our program writes
          failure = "what came back is no value";
        }
        outcomes.add(new Outcome(call.criterion(), call.arguments(), value, failure));
      }
      return outcomes;
    }
  }

  /**
   * What came back.
   *
   * @param answers by exercise
   * @param end how the process ended, in words for a student; empty if it ended by itself
   */
  record Result(Map<String, Answers> answers, String end) {}

  /** Runs the job. */
  Result run(StudentJob job) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      Thread feeder = new Thread(() -> feed(process, job.toJson().toString()));
      feeder.setDaemon(true);
      feeder.start();
      Reader reader = new Reader(process.getInputStream());
      Thread reading = new Thread(reader);
      reading.setDaemon(true);
      reading.start();
      String end = "";
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        end = "it did not end within " + seconds + " seconds (an endless loop?)";
      } else if (process.exitValue() != 0) {
        end = "it ended the whole program (status " + process.exitValue() + ")";
      }
      process.destroyForcibly();
      reading.join(TimeUnit.SECONDS.toMillis(5));
      return new Result(parsed(reader.text()), end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void feed(Process process, String text) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // it ended early; its exit tells
    }
  }

  private static Map<String, Answers> parsed(String text) {
    Map<String, List<JsonObject>> lines = new LinkedHashMap<>();
    Map<String, String> compilers = new LinkedHashMap<>();
    for (String line : text.split("\n")) {
      try {
        JsonObject json = PortableJson.parse(line).getAsJsonObject();
        String exercise = json.get("exercise").getAsString();
        lines.computeIfAbsent(exercise, e -> new ArrayList<>());
        if (json.has("compiler")) {
          compilers.put(exercise, json.get("compiler").getAsString());
        } else {
          lines.get(exercise).add(json);
        }
      } catch (JsonParseException | IllegalStateException | NullPointerException e) {
        // not ours
      }
    }
    Map<String, Answers> answers = new LinkedHashMap<>();
    lines.forEach((id, all) -> answers.put(id, new Answers(all, compilers.get(id))));
    return answers;
  }

  /** Reads up to the limit, then no more. */
  private static final class Reader implements Runnable {
    private final InputStream in;
    private volatile byte[] bytes = new byte[0];

    Reader(InputStream in) {
      this.in = in;
    }

    @Override
    public void run() {
      try {
        bytes = in.readNBytes(MOST_BYTES);
        in.close(); // whoever writes on fails
      } catch (IOException e) {
        // the process was ended
      }
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
