package org.attentionlab.training;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Files that are either complete or not there: content goes to a neighbour first, down to the disk,
 * and only then takes the name. Whatever happens in between, the old file stays as it was.
 */
public final class AtomicFiles {

  private static final int BUFFER = 1 << 16;
  private static final String COULD_NOT = "Could not write ";

  private AtomicFiles() {}

  /** Writes something to a stream. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Replaces {@code file} by what {@code content} writes. */
  static void write(Path file, Content content) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    Files.createDirectories(folder);
    Path part = folder.resolve("." + absolute.getFileName() + ".part");
    try {
      writeThrough(part, content);
      Files.move(
          part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(folder);
    } catch (IOException e) {
      throw explained(file, e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Writes a file and waits until it has reached the disk. */
  static void writeThrough(Path file, Content content) throws IOException {
    // A plain stream: a channel would be closed by the stop button's interrupt.
    try (FileOutputStream raw = new FileOutputStream(file.toFile())) {
      OutputStream buffered = new BufferedOutputStream(raw, BUFFER);
      content.writeTo(buffered);
      buffered.flush();
      raw.getFD().sync();
    }
  }

  /** Makes a renaming in {@code folder} survive a power cut, where the system can do that. */
  static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder; there the renaming itself is journalled.
    }
  }

  /** Deletes a folder and all in it, if it is there. */
  public static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException error)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The same error with the name of the file, if the message does not have one yet. */
  static IOException explained(Path file, IOException error) {
    String message = String.valueOf(error.getMessage());
    return message.startsWith(COULD_NOT)
        ? error
        : new IOException(COULD_NOT + file + ": " + message, error);
  }
}
