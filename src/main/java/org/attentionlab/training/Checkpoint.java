package org.attentionlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.attentionlab.text.PortableJson;

/**
 * A training put down on disk, to be taken up later: a folder {@code step-00001200} with the
 * weights and the optimiser's state as safetensors, and the rest as JSON and CSV. It is written
 * under another name, down to the disk, and then renamed; only then the one before is deleted. So a
 * power cut at any moment leaves a whole one.
 *
 * @param folder where it lies
 * @param state where the training stands
 * @param notes what the caller wanted to remember, such as the configuration
 */
public record Checkpoint(Path folder, TrainingState state, JsonObject notes) {

  private static final String PREFIX = "step-";
  private static final String UNFINISHED = ".unfinished-";
  private static final String ASIDE = ".aside-";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String BEST = "best.safetensors";
  private static final String STATE = "state.json";
  private static final String LOG = "log.csv";
  private static final Gson GSON =
      PortableJson.builder()
          .setPrettyPrinting()
          .serializeSpecialFloatingPointValues()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .create();

  /** The content of {@code state.json}. */
  private record Description(int format, TrainingState state, JsonObject notes) {}

  /**
   * Writes a checkpoint and then deletes older ones.
   *
   * @param checkpoints the folder of checkpoints, made if needed
   * @param keep how many to keep, this one included
   * @param best the best weights so far, if they are the present ones; if {@code null}, those of
   *     the checkpoint before are taken over
   * @throws IOException if it cannot be written; the ones before are then still there
   */
  static Checkpoint write(
      Path checkpoints,
      int keep,
      TrainingState state,
      JsonObject notes,
      Map<String, NDArray> weights,
      Map<String, NDArray> best,
      Map<String, NDArray> optimizer,
      TrainingLog log)
      throws IOException {
    Path folder = checkpoints.resolve("%s%08d".formatted(PREFIX, state.step()));
    Path unfinished = checkpoints.resolve(UNFINISHED + folder.getFileName());
    try {
      Files.createDirectories(checkpoints);
      tidy(checkpoints);
      Files.createDirectory(unfinished);
      Optional<Path> before = folders(checkpoints).stream().findFirst();
      if (best != null) {
        Safetensors.write(unfinished.resolve(BEST), best, Map.of());
      } else if (before.isPresent() && Files.exists(before.get().resolve(BEST))) {
        linkOrCopy(before.get().resolve(BEST), unfinished.resolve(BEST));
      }
      Safetensors.write(unfinished.resolve(WEIGHTS), weights, Map.of());
      Safetensors.write(unfinished.resolve(OPTIMIZER), optimizer, Map.of());
      log.write(unfinished.resolve(LOG));
      byte[] json = GSON.toJson(new Description(1, state, notes)).getBytes(StandardCharsets.UTF_8);
      AtomicFiles.write(unfinished.resolve(STATE), out -> out.write(json));
      Path aside = checkpoints.resolve(ASIDE + folder.getFileName());
      if (Files.exists(folder)) { // the same step saved again
        Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      AtomicFiles.sync(checkpoints);
      AtomicFiles.deleteFolder(aside);
    } catch (IOException e) {
      deleteQuietly(unfinished);
      throw AtomicFiles.explained(folder, e);
    }
    for (Path old : folders(checkpoints).stream().skip(keep).toList()) {
      AtomicFiles.deleteFolder(old);
    }
    return new Checkpoint(folder, state, notes);
  }

  /**
   * The newest checkpoint of a folder, if there is one.
   *
   * @throws IOException if there is one but it cannot be read
   */
  public static Optional<Checkpoint> newest(Path checkpoints) throws IOException {
    if (Files.isDirectory(checkpoints)) {
      putBack(checkpoints);
    }
    List<Path> folders = Files.isDirectory(checkpoints) ? folders(checkpoints) : List.of();
    return folders.isEmpty() ? Optional.empty() : Optional.of(read(folders.get(0)));
  }

  /** Deletes the folder of checkpoints with all that is in it, unfinished ones too. */
  public static void deleteAll(Path checkpoints) throws IOException {
    AtomicFiles.deleteFolder(checkpoints);
  }

  /** Reads one checkpoint; its tensors are read when they are asked for. */
  public static Checkpoint read(Path folder) throws IOException {
    Path file = folder.resolve(STATE);
    try {
      Description description = GSON.fromJson(Files.readString(file), Description.class);
      if (description == null || description.state == null || description.notes == null) {
        throw new JsonParseException("it is incomplete");
      }
      return new Checkpoint(folder, description.state, description.notes);
    } catch (JsonParseException e) {
      throw new IOException(
          file + " is no description of a checkpoint (" + e.getMessage() + "). Train again.", e);
    }
  }

  /** The weights by name, owned by {@code owner}. */
  public Map<String, NDArray> weights(NDManager owner) throws IOException {
    return Safetensors.read(folder.resolve(WEIGHTS), owner).tensors();
  }

  /** The weights of the best measurement so far, or the newest if nothing was measured. */
  public Map<String, NDArray> bestWeights(NDManager owner) throws IOException {
    Path best = folder.resolve(BEST);
    return Files.exists(best) ? Safetensors.read(best, owner).tensors() : weights(owner);
  }

  /** The state of the optimiser, for {@link Adam#restore}. */
  public Map<String, NDArray> optimizer(NDManager owner) throws IOException {
    return Safetensors.read(folder.resolve(OPTIMIZER), owner).tensors();
  }

  /** The log up to this checkpoint. */
  public TrainingLog log() throws IOException {
    return TrainingLog.read(folder.resolve(LOG));
  }

  /** The finished checkpoints of a folder, newest first. */
  private static List<Path> folders(Path checkpoints) throws IOException {
    List<Path> folders = new ArrayList<>(named(checkpoints, PREFIX));
    folders.removeIf(f -> !Files.exists(f.resolve(STATE)));
    folders.sort(Comparator.comparing(Path::getFileName).reversed());
    return folders;
  }

  /** Brings back what was moved aside when the process was killed between two renamings. */
  private static void putBack(Path checkpoints) throws IOException {
    for (Path aside : named(checkpoints, ASIDE)) {
      Path folder = checkpoints.resolve(aside.getFileName().toString().substring(ASIDE.length()));
      if (!Files.exists(folder)) {
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Deletes what a killed process left half written or half deleted. */
  private static void tidy(Path checkpoints) throws IOException {
    putBack(checkpoints);
    for (Path rest : named(checkpoints, UNFINISHED)) {
      AtomicFiles.deleteFolder(rest);
    }
    for (Path rest : named(checkpoints, ASIDE)) {
      AtomicFiles.deleteFolder(rest);
    }
    for (Path folder : named(checkpoints, PREFIX)) {
      if (!Files.exists(folder.resolve(STATE))) {
        AtomicFiles.deleteFolder(folder);
      }
    }
  }

  private static List<Path> named(Path checkpoints, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private static void linkOrCopy(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(from, to);
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      AtomicFiles.deleteFolder(folder);
    } catch (IOException e) {
      // The error that led here is the one to report.
    }
  }
}
