package org.attentionlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attentionlab.text.PortableJson;

/**
 * Files of named tensors in the safetensors format, which Python, Rust and others read too: 8 bytes
 * with the length of the header, the header in JSON, then the numbers. Nothing in such a file can
 * run code.
 *
 * <pre>{@code
 * from safetensors.torch import load_file; weights = load_file("model.safetensors")
 * }</pre>
 */
public final class Safetensors {

  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = 8;
  private static final long LONGEST_HEADER = 100_000_000;

  /** The format's names of the types that DJL has. */
  private static final Map<String, DataType> TYPES =
      Map.of(
          "F64", DataType.FLOAT64,
          "F32", DataType.FLOAT32,
          "F16", DataType.FLOAT16,
          "I64", DataType.INT64,
          "I32", DataType.INT32,
          "I8", DataType.INT8,
          "U8", DataType.UINT8,
          "BOOL", DataType.BOOLEAN);

  private Safetensors() {}

  /**
   * What a file held.
   *
   * @param tensors by name, sorted
   * @param metadata further words about the file
   */
  public record Contents(Map<String, NDArray> tensors, Map<String, String> metadata) {}

  /**
   * Writes tensors, sorted by name; the file is complete or not there.
   *
   * @throws IOException if it cannot be written; an older file of that name is then unchanged
   */
  public static void write(Path file, Map<String, NDArray> tensors, Map<String, String> metadata)
      throws IOException {
    Map<String, NDArray> sorted = new TreeMap<>(tensors);
    byte[] header = header(sorted, metadata);
    AtomicFiles.write(
        file,
        out -> {
          out.write(
              ByteBuffer.allocate(LENGTH_BYTES)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putLong(header.length)
                  .array());
          out.write(header);
          for (NDArray tensor : sorted.values()) {
            out.write(tensor.toByteArray());
          }
        });
  }

  /**
   * Reads a whole file.
   *
   * @param owner will own the tensors
   * @throws IOException if the file is missing, cut short or of another format; the message says
   *     which
   */
  public static Contents read(Path file, NDManager owner) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(raw)) {
      readHeader(file, in, entries, metadata);
      Map<String, NDArray> tensors = new TreeMap<>();
      for (Entry entry : entries) {
        byte[] bytes = new byte[Math.toIntExact(entry.end - entry.start)];
        in.readFully(bytes);
        tensors.put(entry.name, tensor(owner, entry, bytes));
      }
      return new Contents(tensors, metadata);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file " + file + ".", e);
    }
  }

  private record Entry(String name, DataType type, Shape shape, long start, long end) {}

  private static byte[] header(Map<String, NDArray> tensors, Map<String, String> metadata) {
    JsonObject header = new JsonObject();
    if (!metadata.isEmpty()) {
      JsonObject words = new JsonObject();
      new TreeMap<>(metadata).forEach(words::addProperty);
      header.add(METADATA, words);
    }
    long offset = 0;
    for (Map.Entry<String, NDArray> tensor : tensors.entrySet()) {
      NDArray array = tensor.getValue();
      long end = offset + array.size() * array.getDataType().getNumOfBytes();
      JsonArray shape = new JsonArray();
      for (long size : array.getShape().getShape()) {
        shape.add(size);
      }
      JsonArray offsets = new JsonArray();
      offsets.add(offset);
      offsets.add(end);
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", nameOf(tensor.getKey(), array.getDataType()));
      entry.add("shape", shape);
      entry.add("data_offsets", offsets);
      header.add(tensor.getKey(), entry);
      offset = end;
    }
    String json = header.toString();
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    // Blanks at the end let the numbers begin at a multiple of 8.
    String padded = json + " ".repeat((LENGTH_BYTES - bytes % LENGTH_BYTES) % LENGTH_BYTES);
    return padded.getBytes(StandardCharsets.UTF_8);
  }

  private static String nameOf(String tensor, DataType type) {
    return TYPES.entrySet().stream()
        .filter(entry -> entry.getValue() == type)
        .map(Map.Entry::getKey)
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The tensor " + tensor + " has the type " + type + ", which cannot be saved."));
  }

  private static void readHeader(
      Path file, DataInputStream in, List<Entry> entries, Map<String, String> metadata)
      throws IOException {
    long size = Files.size(file);
    if (size < LENGTH_BYTES) {
      throw broken(file, "it has only " + size + " bytes");
    }
    long length = Long.reverseBytes(in.readLong());
    if (length < 2 || length > LONGEST_HEADER) {
      throw broken(file, "it does not begin with the length of a header");
    }
    if (length > size - LENGTH_BYTES) {
      throw cutShort(file, size, LENGTH_BYTES + length);
    }
    byte[] header = new byte[(int) length];
    in.readFully(header);
    try {
      JsonObject json =
          PortableJson.parse(new String(header, StandardCharsets.UTF_8)).getAsJsonObject();
      json.entrySet()
          .forEach(
              item -> {
                JsonObject value = item.getValue().getAsJsonObject();
                if (item.getKey().equals(METADATA)) {
                  value
                      .entrySet()
                      .forEach(w -> metadata.put(w.getKey(), w.getValue().getAsString()));
                } else {
                  entries.add(entry(item.getKey(), value));
                }
              });
    } catch (JsonParseException
        | IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException
        | NullPointerException
        | IndexOutOfBoundsException e) {
      throw broken(file, "its header cannot be understood (" + e.getMessage() + ")");
    }
    entries.sort(Comparator.comparingLong(Entry::start).thenComparingLong(Entry::end));
    long end = 0;
    for (Entry entry : entries) {
      long bytes = entry.shape.size() * entry.type.getNumOfBytes();
      if (entry.start != end || entry.end - entry.start != bytes) {
        throw broken(file, "the place of the tensor " + entry.name + " does not fit its shape");
      }
      end = entry.end;
    }
    if (LENGTH_BYTES + length + end != size) {
      throw cutShort(file, size, LENGTH_BYTES + length + end);
    }
  }

  private static Entry entry(String name, JsonObject json) {
    String typeName = json.get("dtype").getAsString();
    DataType type = TYPES.get(typeName);
    if (type == null) {
      throw new IllegalArgumentException("type " + typeName + " of " + name + " is not supported");
    }
    JsonArray shape = json.getAsJsonArray("shape");
    long[] sizes = new long[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape.get(i).getAsLong();
    }
    JsonArray offsets = json.getAsJsonArray("data_offsets");
    return new Entry(
        name, type, new Shape(sizes), offsets.get(0).getAsLong(), offsets.get(1).getAsLong());
  }

  private static NDArray tensor(NDManager owner, Entry entry, byte[] bytes) {
    ByteBuffer buffer = owner.allocateDirect(bytes.length);
    buffer.put(bytes).rewind();
    // The first tensor lies in Java's memory; the copy does not, and is safe under autograd.
    try (NDArray view = owner.create(buffer, entry.shape, entry.type)) {
      return view.duplicate();
    }
  }

  private static IOException cutShort(Path file, long size, long expected) {
    return broken(
        file,
        size < expected
            ? "it was cut short: it has %,d of %,d bytes".formatted(size, expected)
            : "it has %,d bytes more than its header says".formatted(size - expected));
  }

  private static IOException broken(Path file, String what) {
    return new IOException(
        file
            + " is not a usable safetensors file: "
            + what
            + ". Copy it again, or train the model again.");
  }
}
