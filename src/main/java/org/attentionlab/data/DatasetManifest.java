package org.attentionlab.data;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.attentionlab.text.PortableJson;

/**
 * The list of what can be downloaded, {@code datasets/manifest.json}.
 *
 * @param sets the data sets, in the order of the file
 */
public record DatasetManifest(List<Dataset> sets) {

  /**
   * A data set of one or more files.
   *
   * @param name how the shell calls it
   * @param description one line for people
   * @param licence its terms, in the words of its authors where they have some
   * @param termsUnclear whether the terms are not, or only partly, stated
   * @param files its files
   */
  public record Dataset(
      String name,
      String description,
      String licence,
      boolean termsUnclear,
      List<DatasetFile> files) {

    /** How many bytes all files have. */
    public long bytes() {
      return files.stream().mapToLong(DatasetFile::bytes).sum();
    }
  }

  /**
   * One file of a data set.
   *
   * @param path where it lies in a mirror and in the cache, with forward slashes
   * @param url where it comes from; for a derived file, where its source is
   * @param bytes its size
   * @param sha256 its checksum
   * @param uncompressedBytes its size when unpacked
   * @param uncompressedSha256 the checksum of what is packed in it
   * @param derived whether it was cut or joined from what is at {@code url}, so that only a mirror
   *     has it
   */
  public record DatasetFile(
      String path,
      String url,
      long bytes,
      String sha256,
      long uncompressedBytes,
      String uncompressedSha256,
      boolean derived) {}

  /** The list that came with the kit. */
  public static DatasetManifest builtIn() {
    try (InputStream in = DatasetManifest.class.getResourceAsStream("manifest.json")) {
      Objects.requireNonNull(in, "manifest.json is missing in the kit; build it with ./course");
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "manifest.json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a list.
   *
   * @param name how an error message calls it
   * @throws IOException if it is damaged
   */
  static DatasetManifest parse(String json, String name) throws IOException {
    try {
      DatasetManifest manifest =
          PortableJson.builder().create().fromJson(json, DatasetManifest.class);
      if (manifest != null && manifest.sets() != null) {
        return manifest;
      }
    } catch (JsonParseException e) {
      throw new IOException(name + " is damaged: " + e.getMessage() + ". Restore it with git.", e);
    }
    throw new IOException(name + " lists no data sets. Restore it with git.");
  }

  /**
   * The data set of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public Dataset named(String name) {
    return sets.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no data set \""
                        + name
                        + "\" to get. Choose one of: "
                        + String.join(", ", sets.stream().map(Dataset::name).toList())));
  }
}
