package org.attentionlab.experiments;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attentionlab.text.BytePairTokenizer;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.Checkpoint;

/** The files of a trained model. */
record ModelFolder(Path folder) {

  Path weights() {
    return folder.resolve("model.safetensors");
  }

  Path description() {
    return folder.resolve("model.json");
  }

  Path vocabulary() {
    return folder.resolve("vocabulary.txt");
  }

  /** The merges of byte-pair encoding, if the model reads pieces of words. */
  Path merges() {
    return folder.resolve("merges.txt");
  }

  /** The weights at the last measurements, if they are to be averaged. */
  Path snapshots() {
    return folder.resolve("snapshots");
  }

  Path log() {
    return folder.resolve("log.csv");
  }

  Path checkpoints() {
    return folder.resolve("checkpoint");
  }

  /** Writes how text becomes ids. */
  void write(Vocabulary tokens, Tokenizer tokenizer) throws IOException {
    tokens.write(vocabulary());
    if (tokenizer instanceof BytePairTokenizer bytePairs) {
      bytePairs.merges().write(merges());
    }
  }

  /**
   * The tokenizer of that name, as it was when the model was trained.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  Tokenizer tokenizer(String name) throws IOException {
    return name.equals(BytePairTokenizer.NAME)
        ? BytePairTokenizer.read(merges())
        : Tokenizer.named(name);
  }

  /** Whether there is nothing in it, or it is not there. */
  boolean isEmpty() throws IOException {
    return files(folder).isEmpty();
  }

  /**
   * Whether a training may begin here: it holds nothing, or only what is left of a training that
   * was killed before its first checkpoint.
   */
  boolean isUnused() throws IOException {
    for (Path file : files(folder)) {
      boolean unfinished = file.equals(checkpoints()) && Checkpoint.newest(file).isEmpty();
      boolean data = file.equals(vocabulary()) || file.equals(merges());
      if (!unfinished && !data) {
        return false;
      }
    }
    return true;
  }

  /** Deletes what a failed training has written, unless it has learned something. */
  void clearUnlessLearned() throws IOException {
    Optional<Checkpoint> newest = Checkpoint.newest(checkpoints());
    if (newest.isEmpty() || newest.get().state().step() == 0) {
      Checkpoint.deleteAll(checkpoints());
      Files.deleteIfExists(vocabulary());
      Files.deleteIfExists(merges());
      if (isEmpty()) {
        Files.deleteIfExists(folder);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /**
   * The description of the trained model.
   *
   * @throws IOException if there is none
   */
  JsonObject readDescription() throws IOException {
    if (Files.isRegularFile(description()) && Files.isRegularFile(weights())) {
      return Json.read(description());
    }
    if (Files.isDirectory(checkpoints())) {
      throw new IOException(
          folder
              + " holds a training that was cut off. Finish it first: the same ./course train with"
              + " --resume.");
    }
    throw new IOException(
        folder
            + " is not the folder of a trained model. Train one, for example: ./course train"
            + " dates-en-ko --out "
            + folder);
  }
}
