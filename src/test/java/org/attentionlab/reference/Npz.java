package org.attentionlab.reference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads NumPy's archive of arrays: types f4, i8 and b1, little-endian, row-major. */
final class Npz {

  private static final Pattern HEADER =
      Pattern.compile(
          "'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\)");
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int FIXED = 10; // magic, version and header length

  private Npz() {}

  static Map<String, Tensor> read(Path file) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String key = entry.getName().replaceFirst("\\.npy$", "");
        tensors.put(key, array(zip.getInputStream(entry).readAllBytes(), file + " " + key));
      }
    }
    return tensors;
  }

  static Tensor array(byte[] bytes, String where) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < FIXED
        || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)
        || buffer.getShort(MAGIC.length) != 1) {
      throw new IOException(where + ": not an npy file of version 1.0");
    }
    int length = buffer.getShort(8) & 0xFFFF;
    if (FIXED + length > bytes.length) {
      throw new IOException(where + ": cut short in its header");
    }
    String header = new String(bytes, FIXED, length, StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.find() || matcher.group(2).equals("True")) {
      throw new IOException(where + ": a header that we do not read: " + header);
    }
    long[] shape =
        Arrays.stream(matcher.group(3).split(","))
            .map(String::strip)
            .filter(size -> !size.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    int size = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    buffer.position(FIXED + length);
    return new Tensor(
        shape, data(buffer.slice().order(ByteOrder.LITTLE_ENDIAN), matcher.group(1), size, where));
  }

  private static Object data(ByteBuffer buffer, String type, int size, String where)
      throws IOException {
    switch (type) {
      case "<f4" -> {
        requireSize(buffer, (long) size * Float.BYTES, where);
        float[] values = new float[size];
        buffer.asFloatBuffer().get(values);
        return values;
      }
      case "<i8" -> {
        requireSize(buffer, (long) size * Long.BYTES, where);
        long[] values = new long[size];
        buffer.asLongBuffer().get(values);
        return values;
      }
      case "|b1" -> {
        requireSize(buffer, size, where);
        boolean[] values = new boolean[size];
        for (int i = 0; i < size; i++) {
          values[i] = buffer.get() != 0;
        }
        return values;
      }
      default -> throw new IOException(where + ": a type that we do not read: " + type);
    }
  }

  private static void requireSize(ByteBuffer data, long bytes, String where) throws IOException {
    if (data.remaining() != bytes) {
      throw new IOException(
          where + ": its shape needs " + bytes + " bytes, it has " + data.remaining());
    }
  }
}
