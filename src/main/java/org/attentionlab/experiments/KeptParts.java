package org.attentionlab.experiments;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.attentionlab.text.TextFiles;
import org.attentionlab.training.AtomicFiles;

/**
 * The work folder of an experiment: {@code PART.json} for each finished part, and a folder {@code
 * PART} for what the part itself keeps, such as checkpoints. When the table is written, the folder
 * moves to {@code finished/}, so that the next call begins anew and a model can still be looked at.
 *
 * @param work the folder
 */
record KeptParts(Path work) {

  private static final int LOOK_AGAIN_MILLIS = 500;

  /** Whether a part is finished. */
  boolean has(String part) {
    return Files.isRegularFile(json(part));
  }

  /** What the part keeps for itself. */
  Path folder(String part) {
    return work.resolve(part);
  }

  /** The rows of a finished part. */
  List<JsonObject> rows(String part) throws IOException {
    List<JsonObject> rows = new ArrayList<>();
    Json.read(json(part)).getAsJsonArray("rows").forEach(row -> rows.add(row.getAsJsonObject()));
    return rows;
  }

  /** Makes a part finished. */
  void keep(String part, JsonArray rows) throws IOException {
    JsonObject json = new JsonObject();
    json.add("rows", rows);
    TextFiles.writeLines(json(part), List.of(Json.text(json).stripTrailing()));
  }

  /** Puts a part away, whose rows are in the table. */
  void putAway(String part) throws IOException {
    Path place = work.resolve("finished").resolve(part);
    if (Files.exists(folder(part))) {
      AtomicFiles.deleteFolder(place);
      Files.createDirectories(place.getParent());
      Files.move(folder(part), place);
    }
    Files.deleteIfExists(lockFile(part));
    Files.deleteIfExists(json(part)); // last: until then, a kill leaves a finished part
  }

  /**
   * Keeps other processes from making the same part. One that lost its parent may still be at it
   * for a while; then this waits.
   *
   * @param stopped whether somebody wants to stop
   * @throws ExperimentStoppedException if so
   */
  Lock lock(String part, BooleanSupplier stopped) throws IOException {
    Files.createDirectories(work);
    FileChannel channel =
        FileChannel.open(lockFile(part), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      while (lock == null) {
        if (stopped.getAsBoolean()) {
          throw new ExperimentStoppedException();
        }
        Thread.sleep(LOOK_AGAIN_MILLIS);
        lock = channel.tryLock();
      }
      return new Lock(channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new ExperimentStoppedException();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Held while a part is made; the system frees it when the process ends, however it ends. */
  record Lock(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private Path lockFile(String part) {
    return work.resolve("." + part + ".lock");
  }

  private Path json(String part) {
    return work.resolve(part + ".json");
  }
}
