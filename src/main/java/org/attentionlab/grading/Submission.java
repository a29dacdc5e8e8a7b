package org.attentionlab.grading;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.attentionlab.text.PortableJson;

/**
 * What a student handed in: the text of the code cells of a notebook. Outputs, metadata and text
 * cells are not even looked at, so nothing that is written there can change a mark.
 *
 * @param cells source texts in their order
 */
record Submission(List<String> cells) {

  private static final long LARGEST = 20_000_000;

  /**
   * Reads a notebook.
   *
   * @throws IOException if it cannot be read, is no notebook, or is too large; the message is for
   *     the student
   */
  static Submission read(Path notebook) throws IOException {
    if (Files.size(notebook) > LARGEST) {
      throw new IOException(
          "The notebook has %,d bytes; more than %,d are not graded. Clear its outputs."
              .formatted(Files.size(notebook), LARGEST));
    }
    try {
      JsonObject json = PortableJson.parse(Files.readString(notebook)).getAsJsonObject();
      List<String> cells = new ArrayList<>();
      for (JsonElement element : json.getAsJsonArray("cells")) {
        JsonObject cell = element.getAsJsonObject();
        if (cell.get("cell_type").getAsString().equals("code")) {
          cells.add(withoutMagics(text(cell.get("source"))));
        }
      }
      return new Submission(List.copyOf(cells));
    } catch (JsonParseException
        | IllegalStateException
        | NullPointerException
        | ClassCastException
        | UnsupportedOperationException e) {
      throw new IOException(notebook.getFileName() + " is no notebook: " + e.getMessage(), e);
    }
  }

  /** Notebooks keep the text of a cell as one string or as lines. */
  private static String text(JsonElement source) {
    if (!source.isJsonArray()) {
      return source.getAsString();
    }
    StringBuilder text = new StringBuilder();
    source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }

  /** Lines for the kernel, such as {@code %load}, are no Java. */
  private static String withoutMagics(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("%"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
