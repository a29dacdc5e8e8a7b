package org.attentionlab.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.attentionlab.notebook.AttentionView;
import org.attentionlab.notebook.Rendering;

/** A page with an attention view of the size that must still open at once, as an export has it. */
final class ViewerPage {

  private static final int LAYERS = 12;
  private static final int HEADS = 12;
  private static final int WORDS = 64;

  private ViewerPage() {}

  static void write(Path file) throws IOException {
    List<String> words = IntStream.rangeClosed(1, WORDS).mapToObj(i -> "word" + i).toList();
    try (NDManager manager = NDManager.newBaseManager()) {
      List<NDArray> layers = new ArrayList<>(); // each (1, h, T, T)
      for (int i = 0; i < LAYERS; i++) {
        Shape shape = new Shape(1, HEADS, WORDS, WORDS);
        NDArray scores = manager.randomNormal(0, 3, shape, DataType.FLOAT32);
        layers.add(scores.softmax(-1)); // a few words stand out, as in a trained model
      }
      AttentionView view =
          AttentionView.of("Twelve layers of twelve heads").add("encoder", words, words, layers);
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          "<!DOCTYPE html><meta charset=\"utf-8\"><title>Attention view</title>"
              + Rendering.of(view).html());
    }
  }
}
