package org.attentionlab.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.attentionlab.data.DatasetManifest.DatasetFile;

/**
 * The folder of downloaded data sets. A file gets its name there only when its checksum is right;
 * until then it is called {@code NAME.part}, and a download that was cut off goes on from there.
 *
 * <p>Files come from a mirror folder, if there is one, and else from their authors' address. There
 * some files are not packed as ours are; then what is in them is checked, and packed again.
 */
public final class DatasetStore {

  private final Path folder;
  private final Optional<Path> mirror;

  /**
   * A store in a folder, which is made when needed.
   *
   * @param mirror a folder that has the files already; nothing is downloaded then
   */
  public DatasetStore(Path folder, Optional<Path> mirror) {
    this.folder = folder.toAbsolutePath().normalize();
    this.mirror = mirror;
  }

  /**
   * The usual place: {@code ATTENTIONLAB_CACHE}, or else {@code .cache/attentionlab} in the user's
   * home.
   */
  public static Path usualFolder() {
    String told = System.getenv("ATTENTIONLAB_CACHE");
    return told == null || told.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "attentionlab")
        : Path.of(told);
  }

  /** The store in the usual place, with the mirror {@code ATTENTIONLAB_MIRROR} if that is set. */
  public static DatasetStore usual() {
    String told = System.getenv("ATTENTIONLAB_MIRROR");
    return new DatasetStore(
        usualFolder(),
        told == null || told.isBlank() ? Optional.empty() : Optional.of(Path.of(told)));
  }

  /** Where a file is, or will be. */
  public Path place(DatasetFile file) {
    Path place = folder.resolve(file.path()).normalize();
    if (!place.startsWith(folder)) {
      throw new IllegalArgumentException(file.path() + " would lie outside of " + folder + ".");
    }
    return place;
  }

  /** Whether a file is there and whole. */
  public boolean has(DatasetFile file) throws IOException {
    Path place = place(file);
    return Files.isRegularFile(place) && isRight(place, file);
  }

  /** Whether a file can be got at all: a derived one only from a mirror. */
  public boolean canGet(DatasetFile file) {
    return mirror.isPresent() || !file.derived();
  }

  /**
   * Gets a file, unless it is already there.
   *
   * @return where it is
   * @throws IOException if it cannot be got or is not what was expected; the message says what to
   *     do, and whatever was in the folder before is still there
   */
  public Path get(DatasetFile file) throws IOException {
    Path place = place(file);
    if (has(file)) {
      return place;
    }
    Files.createDirectories(place.getParent());
    long free = Files.getFileStore(place.getParent()).getUsableSpace();
    if (free < 2 * file.bytes()) {
      throw new IOException(
          String.format(
              "No space left: %s needs %,d bytes, and the disk of %s has %,d. Free some space, or"
                  + " set ATTENTIONLAB_CACHE to a folder on another disk.",
              file.path(), 2 * file.bytes(), folder, free));
    }
    Path part = place.resolveSibling(place.getFileName() + ".part");
    if (Files.isRegularFile(part) && isRight(part, file)) {
      // It was cut off between the last byte and its name.
    } else if (mirror.isPresent()) {
      copyFromMirror(file, part);
    } else if (file.derived()) {
      throw new IOException(
          file.path()
              + " was cut from what is at "
              + file.url()
              + " and cannot be downloaded. Name a folder that has it: --mirror DIR.");
    } else {
      Download.of(file.url(), part);
      unpack(file, part);
    }
    if (!isRight(part, file)) {
      String found = Sha256.of(Files.readAllBytes(part));
      boolean page = isWebPage(part);
      Files.delete(part);
      throw new IOException(
          page
              ? "Instead of "
                  + file.path()
                  + " came a web page. Does this network ask for a login? Open "
                  + file.url()
                  + " in a browser, then try again."
              : "Wrong checksum: "
                  + file.path()
                  + " has "
                  + found
                  + " where "
                  + file.sha256()
                  + " is expected. Try again; if it stays, the file has changed at its source.");
    }
    Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
    return place;
  }

  private void copyFromMirror(DatasetFile file, Path part) throws IOException {
    Path copy = mirror.orElseThrow().resolve(file.path());
    if (!Files.isRegularFile(copy)) {
      throw new IOException(
          "The mirror " + mirror.get() + " has no " + file.path() + ". Is it the right folder?");
    }
    try {
      Files.copy(copy, part, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(part); // a full disk needs the room
      throw e;
    }
  }

  /** Brings what came from the authors' address into our form: out of the zip, and into gzip. */
  private static void unpack(DatasetFile file, Path part) throws IOException {
    byte[] bytes = Files.readAllBytes(part);
    if (Sha256.of(bytes).equals(file.sha256())) {
      return;
    }
    if (file.url().endsWith(".zip")) {
      bytes = entry(bytes, Path.of(file.path()).getFileName().toString().replaceAll("\\.gz$", ""));
    }
    if (!Sha256.of(bytes).equals(file.uncompressedSha256())) {
      return; // whoever called checks again, and complains
    }
    Path packed = part.resolveSibling(part.getFileName() + ".packed"); // not half over the other
    try {
      try (OutputStream out =
          file.path().endsWith(".gz")
              ? new GZIPOutputStream(Files.newOutputStream(packed))
              : Files.newOutputStream(packed)) {
        out.write(bytes);
      }
      Files.move(packed, part, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(packed);
    }
  }

  private static byte[] entry(byte[] zip, String name) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String path = "/" + entry.getName();
        if (path.endsWith("/" + name)) {
          return in.readAllBytes();
        }
      }
    }
    return zip;
  }

  /** By its own checksum, or, if it was packed by somebody else, by that of what is in it. */
  private static boolean isRight(Path path, DatasetFile file) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    if (Sha256.of(bytes).equals(file.sha256())) {
      return true;
    }
    if (!file.path().endsWith(".gz") || bytes.length < 2 || bytes[0] != 0x1f) {
      return false;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return Sha256.of(in.readAllBytes()).equals(file.uncompressedSha256());
    } catch (IOException e) {
      return false; // cut short
    }
  }

  private static boolean isWebPage(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      String start = new String(in.readNBytes(300), StandardCharsets.UTF_8);
      String text = start.strip().toLowerCase(Locale.ROOT);
      return text.startsWith("<!doctype html") || text.startsWith("<html");
    }
  }
}
