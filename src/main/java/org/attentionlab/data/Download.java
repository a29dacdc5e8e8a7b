package org.attentionlab.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Downloads one file, and goes on where an earlier attempt was cut off. */
final class Download {

  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int BUFFER = 1 << 16;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private Download() {}

  /**
   * Downloads into a file.
   *
   * @param part what is there already of it; the rest is added
   * @throws IOException if there is no network or no such file, or it is cut off; what came so far
   *     is kept then. If the disk is full, nothing is kept
   */
  static void of(String url, Path part) throws IOException {
    long there = Files.exists(part) ? Files.size(part) : 0;
    try {
      HttpURLConnection connection = open(url, there);
      int status = connection.getResponseCode();
      if (status == RANGE_NOT_SATISFIABLE) { // nothing is missing, or the file has changed
        connection.disconnect();
        Files.delete(part);
        connection = open(url, 0);
        status = connection.getResponseCode();
      }
      if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
        throw new IOException(
            url
                + " answers with status "
                + status
                + ". Look at it in a browser; it may have moved.");
      }
      save(connection, part, status == HttpURLConnection.HTTP_PARTIAL);
    } catch (UnknownHostException | java.net.ConnectException | SocketTimeoutException e) {
      throw new IOException(
          "No network: "
              + URI.create(url).getHost()
              + " cannot be reached. Connect and try again, or name a folder that has the files:"
              + " --mirror DIR.",
          e);
    }
  }

  private static HttpURLConnection open(String url, long from) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
    }
    return connection;
  }

  /** Tells apart a network that fails, where what came is kept, and a disk, where it is not. */
  private static void save(HttpURLConnection connection, Path part, boolean append)
      throws IOException {
    long expected = connection.getContentLengthLong();
    long came = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = connection.getInputStream();
        OutputStream out = open(part, append)) {
      for (int n = read(in, buffer, connection); n >= 0; n = read(in, buffer, connection)) {
        write(out, buffer, n, part);
        came += n;
      }
    }
    if (expected >= 0 && came < expected) {
      throw cutOff(connection, null);
    }
  }

  private static OutputStream open(Path part, boolean append) throws IOException {
    return Files.newOutputStream(
        part,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static int read(InputStream in, byte[] buffer, HttpURLConnection connection)
      throws IOException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw cutOff(connection, e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int length, Path part)
      throws IOException {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      Files.deleteIfExists(part); // a full disk needs the room
      throw new IOException(
          "Could not write "
              + part
              + ": "
              + e.getMessage()
              + ". Nothing of it was kept. Free some space, or set ATTENTIONLAB_CACHE to a folder"
              + " on another disk.",
          e);
    }
  }

  private static IOException cutOff(HttpURLConnection connection, IOException cause) {
    return new IOException(
        "The download of "
            + connection.getURL()
            + " was cut off"
            + (cause == null ? "" : " (" + cause.getMessage() + ")")
            + ". Try again: it goes on where it stopped.",
        cause);
  }
}
