package org.attentionlab.data;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.attentionlab.text.PortableJson;
import org.attentionlab.text.TextFiles;

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

  /**
   * Reads the list.
   *
   * @throws IOException if the file is missing or damaged
   */
  public static DatasetManifest read(Path file) throws IOException {
    String json = String.join("\n", TextFiles.readLines(file));
    try {
      DatasetManifest manifest =
          PortableJson.builder().create().fromJson(json, DatasetManifest.class);
      if (manifest != null && manifest.sets() != null) {
        return manifest;
      }
    } catch (JsonParseException e) {
      throw new IOException(file + " is damaged: " + e.getMessage() + ". Restore it with git.", e);
    }
    throw new IOException(file + " lists no data sets. Restore it with git.");
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
