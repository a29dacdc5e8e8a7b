package org.attentionlab.text;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text files as this kit reads and writes them: UTF-8 and nothing else. Java's usual readers put �
 * in place of bytes that they do not understand, and a model would learn that sign without anybody
 * noticing; here such a file is refused, with the number of the line.
 */
public final class TextFiles {

  private TextFiles() {}

  /**
   * The lines of a file, without their line ends ({@code \n} or {@code \r\n}) and without a byte
   * order mark.
   *
   * @throws IOException if the file is missing or not UTF-8; the message names file, line and
   *     remedy
   */
  public static List<String> readLines(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file " + file + ".", e);
    }
    return lines(bytes, file.toString());
  }

  /**
   * The lines of a file that is already in memory, for example because it was packed.
   *
   * @param name how an error message calls the file
   */
  public static List<String> lines(byte[] bytes, String name) throws IOException {
    List<String> lines = new ArrayList<>();
    int start = hasByteOrderMark(bytes) ? 3 : 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      int textEnd = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
      lines.add(decode(bytes, start, textEnd, lines.size() + 1, name));
      start = end + 1;
    }
    return lines;
  }

  /**
   * Writes one line for each element, so that the file is either complete or as it was before: the
   * text goes to a neighbouring file first, down to the disk, which then takes the name.
   */
  public static void writeLines(Path file, Iterable<String> lines) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
    try {
      try (FileOutputStream out = new FileOutputStream(part.toFile())) {
        out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        out.getFD().sync();
      }
      Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String decode(byte[] bytes, int start, int end, int line, String name)
      throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IOException(
          name
              + " is not UTF-8: line "
              + line
              + " begins with the bytes "
              + hex(Arrays.copyOfRange(bytes, start, Math.min(end, start + 8)))
              + ". Convert the file, for example with"
              + " \"iconv -f LATIN1 -t UTF-8 OLD > NEW\" (Korean files are often CP949).",
          e);
    }
  }

  private static boolean hasByteOrderMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder();
    for (byte b : bytes) {
      hex.append(hex.isEmpty() ? "" : " ").append(String.format("%02x", b));
    }
    return hex.toString();
  }
}
