package org.attentionlab.experiments;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

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

  Path log() {
    return folder.resolve("log.csv");
  }

  Path checkpoints() {
    return folder.resolve("checkpoint");
  }

  /** Whether there is nothing in it, or it is not there. */
  boolean isEmpty() throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
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
