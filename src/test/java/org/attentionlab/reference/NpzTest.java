package org.attentionlab.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** An npy file as NumPy would write it. */
  private static byte[] npy(String type, String shape, byte[] data) {
    String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    return withHeader(header, data);
  }

  private static byte[] withHeader(String header, byte[] data) {
    byte[] text = (header + " ".repeat(5) + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(MAGIC.length + Short.BYTES + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) text.length)
        .put(text)
        .put(data)
        .array();
  }

  private static byte[] floats(float... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  private static Tensor read(byte[] bytes) throws IOException {
    return Npz.array(bytes, "here");
  }

  @Test
  void floatsAreReadRowByRow() throws IOException {
    Tensor tensor = read(npy("<f4", "(2, 3)", floats(1, 2, 3, 4, 5, 6.5f)));
    assertThat(tensor.shape()).containsExactly(2, 3);
    assertThat((float[]) tensor.data()).containsExactly(1, 2, 3, 4, 5, 6.5f);
  }

  @Test
  void longsKeepAll64Bits() throws IOException {
    long value = Long.MIN_VALUE + 7;
    byte[] data =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    assertThat(read(npy("<i8", "(1,)", data)).longs()).containsExactly(value);
  }

  @Test
  void truthValuesAreOneByteEach() throws IOException {
    Tensor tensor = read(npy("|b1", "(3,)", new byte[] {1, 0, 1}));
    assertThat((boolean[]) tensor.data()).containsExactly(true, false, true);
  }

  @Test
  void aScalarHasNoAxesAndOneElement() throws IOException {
    Tensor tensor = read(npy("<f4", "()", floats(2.5f)));
    assertThat(tensor.shape()).isEmpty();
    assertThat((float[]) tensor.data()).containsExactly(2.5f);
  }

  @Test
  void aTensorMayBeEmpty() throws IOException {
    assertThat(read(npy("<f4", "(0, 3)", new byte[0])).shape()).containsExactly(0, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f8", ">f4", "<i4", "|u1", "<U3"})
  void otherTypesAreRefused(String type) {
    assertThatThrownBy(() -> read(npy(type, "(1,)", floats(1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("here")
        .hasMessageContaining(type);
  }

  @Test
  void columnOrderIsRefused() {
    byte[] bytes =
        withHeader("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", floats(1));
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
  }

  @Test
  void tooFewAndTooManyBytesAreRefused() {
    byte[] right = npy("<f4", "(2,)", floats(1, 2));
    for (int length : new int[] {right.length - 1, right.length + 1, MAGIC.length + 4, 3, 0}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(right, length))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anotherVersionAndAnotherFormatAreRefused() {
    byte[] version = npy("<f4", "(1,)", floats(1));
    version[6] = 2;
    byte[] magic = npy("<f4", "(1,)", floats(1));
    magic[1] = 'M';
    assertThatThrownBy(() -> read(version)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(magic)).isInstanceOf(IOException.class);
  }

  @Test
  void anArchiveHoldsTensorsUnderNamesThatMayHaveDots(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("state.layers.0.weight.npy"));
      zip.write(npy("<f4", "(1,)", floats(4)));
      zip.putNextEntry(new ZipEntry("input.x.npy"));
      zip.write(npy("<f4", "()", floats(5)));
    }
    Path file = folder.resolve("tensors.npz");
    try (OutputStream out = Files.newOutputStream(file)) {
      bytes.writeTo(out);
    }
    assertThat(Npz.read(file)).containsOnlyKeys("state.layers.0.weight", "input.x");
  }
}
